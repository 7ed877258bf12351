"""Help, wrong usage, and the ways of making and describing a ledger."""

import harness

VERBS = ["new", "sample", "info", "types", "list", "show", "put", "remove", "appendix", "check", "log", "undo", "redo",
         "close", "backup", "restore", "verify"]


class Help(harness.Case):
    def test_program(self):
        text = self.sgn("--help").out
        for verb in VERBS:
            self.assertRegex(text, rf"(?m)^  {verb} +\S")
        self.assertIn("Cách dùng: sgn LỆNH", text)
        self.assertIn("Usage: sgn VERB", self.sgn("--help", "--lang", "en").out)

    def test_verbs(self):
        for verb in VERBS:
            answer = self.sgn(verb, "--help")
            self.assertIn(f"sgn {verb} ", answer.out)
            self.assertRegex(answer.out, r"(?m)^  --money \S+ +\S")
            self.assertEqual(answer.err, "")
        self.assertIn("--where TRƯỜNG=GIÁ_TRỊ", self.sgn("list", "-h").out)
        self.assertIn("--where FIELD=VALUE", self.sgn("--lang=en", "list", "--help").out)

    def test_version(self):
        self.assertRegex(self.sgn("--version").out, r"^sgn \d+\.\d+\.\d+\n$")

    def test_vietnamese_whatever_the_locale(self):
        for locale in ["C", "C.UTF-8", "en_US.UTF-8", "xx_XX"]:
            env = {"LC_ALL": locale, "LANGUAGE": "en"}
            self.assertIn("Cách dùng", self.sgn("--help", env=env).out)


class Usage(harness.Case):
    def refused(self, *arguments):
        answer = self.sgn(*arguments, code=2)
        self.assertEqual(answer.out, "")
        self.assertIn("sgn --help", answer.err)
        self.assertEqual(self.error(*arguments, code=2)["code"], "usage")
        return answer.err

    def test_verb(self):
        self.assertIn("lệnh", self.refused())
        self.assertIn("fly", self.refused("fly"))
        self.assertIn("import", self.refused("import", self.ledger, "household", "x.xlsx"))

    def test_arguments(self):
        self.refused("info")
        self.refused("info", self.ledger, "more")
        self.refused("show", self.ledger, "component")
        self.refused("remove", self.ledger, "component")
        self.refused("backup", self.ledger)
        self.refused("appendix")
        self.refused("appendix", self.ledger)
        self.refused("check")
        self.refused("new", self.ledger)

    def test_options(self):
        self.assertIn("--colour", self.refused("info", "--colour", self.ledger))
        self.assertIn("-x", self.refused("info", "-x", self.ledger))
        self.assertIn("list", self.sgn("list", self.ledger, "component", "--find", code=2).err)
        self.refused("info", self.ledger, "--lang", "fr")
        self.refused("info", self.ledger, "--money", "usd")
        self.refused("new", self.ledger, "--unit", "Huyện Trùng Khánh", "--role", "village")
        self.refused("new", self.ledger, "--unit", "Huyện Trùng Khánh", "--year", "23")
        self.refused("check", self.ledger, "--year", "soon")
        self.refused("check", self.ledger, "--rule", "KP-NOTHING")
        self.refused("log", self.ledger, "--since", "2023")
        self.refused("log", self.ledger, "--record", "component")
        self.refused("appendix", self.ledger, "KP-01", "--as-of", "31/2/2023")
        self.refused("appendix", self.ledger, "KP-01", "-o", "x.doc")
        self.refused("list", self.ledger, "component", "-o", "x.json")
        self.refused("undo", self.ledger, "last")
        self.assertFalse(self.ledger.exists())

    def test_data_words(self):
        self.sample()
        self.assertIn("road", self.refused("list", self.ledger, "road"))
        self.refused("show", self.ledger, "component", "12")
        self.refused("list", self.ledger, "component", "--where", "code")
        self.refused("list", self.ledger, "component", "--where", "colour=red")
        self.refused("list", self.ledger, "funding-line", "--where", "amount=1.16")
        self.refused("list", self.ledger, "component", "--sort", "colour")
        self.refused("list", self.ledger, "component", "--limit", "0")
        self.refused("close", self.ledger, "--year", "2023")
        self.refused("close", self.ledger, "--what", "funding")
        self.refused("close", self.ledger, "--what", "people", "--year", "2023")
        self.refused("close", self.ledger, "--what", "funding", "--year", "2023", "--reopen")

    def test_after_two_dashes(self):
        answer = self.sgn("info", "--json", "--", "-x.sgn", code=3)
        self.assertEqual(answer.json["error"]["code"], "not-found")


class Making(harness.Case):
    def test_sample_of_households(self):
        for wrong in ("-5", "300001", "many"):
            self.sgn("sample", self.ledger, "--households", wrong, code=2)
        self.sample("--households", "42")
        found = self.sgn("list", self.ledger, "household", "--find", "mẫu 000042", "--json").json
        self.assertEqual(len(found["records"]), 1)

    def test_new(self):
        answer = self.sgn("new", self.ledger, "--unit", "Huyện Trùng Khánh", "--province", "Tỉnh Cao Bằng", "--year", "2023", "--json")
        info = answer.json
        self.assertEqual(info["unit"], "Huyện Trùng Khánh")
        self.assertEqual(info["role"], "district")
        self.assertEqual(info["year"], 2023)
        self.assertFalse(info["synthetic"])
        self.assertGreater(info["records"]["component"], 7)
        self.assertEqual(info["records"]["disbursement"], 0)
        self.assertEqual(self.sgn("info", self.ledger, "--json").json, info)

    def test_never_overwrites(self):
        self.ledger.write_text("quan trọng", encoding="utf-8")
        self.assertEqual(self.error("new", self.ledger, "--unit", "Huyện Trùng Khánh")["code"], "exists")
        self.assertEqual(self.error("sample", self.ledger)["code"], "exists")
        self.assertEqual(self.ledger.read_text(encoding="utf-8"), "quan trọng")

    def test_unknown_folder(self):
        error = self.error("new", self.folder / "không có" / "a.sgn", "--unit", "Huyện Trùng Khánh")
        self.assertIn(error["code"], ["file", "not-found"])
        self.assertIn("không có", error["message"])

    def test_sample(self):
        info = self.sgn("sample", self.ledger, "--json").json
        self.assertEqual(info["unit"], "Huyện Trùng Khánh")
        self.assertEqual(info["records"]["disbursement"], 0)
        self.assertFalse(info["synthetic"])

    def test_demo(self):
        demo = self.folder / "minh họa.sgn"
        info = self.sgn("sample", demo, "--demo", "--json").json
        self.assertTrue(info["synthetic"])
        self.assertGreater(info["records"]["disbursement"], 0)
        self.assertIn("giả", self.sgn("info", demo).out)

    def test_demo_is_the_same_every_time(self):
        def figures(name):
            path = self.folder / name
            self.sgn("sample", path, "--demo", env={"SGN_SITE": "7"})
            return [self.sgn("list", path, kind, "--json").json for kind in ("funding-line", "disbursement")]
        self.assertEqual(figures("a.sgn"), figures("b.sgn"))


class Info(harness.Case):
    def test_shape(self):
        self.sample("--operator", "Nông Thị Mai")
        info = self.sgn("info", self.ledger, "--json").json
        self.assertLessEqual({"title", "unit", "role", "schema", "site", "records", "bytes", "last_change"}, set(info))
        self.assertIsInstance(info["schema"], int)
        self.assertRegex(info["site"], r"^[0-9A-F]{4,8}$")
        self.assertEqual(info["bytes"], self.ledger.stat().st_size)
        self.assertLessEqual({"id", "at", "operator", "action"}, set(info["last_change"]))
        kinds = [t["type"] for t in self.sgn("types", "--json").json["types"]]
        self.assertEqual(sorted(info["records"]), sorted(kinds))
        for kind in kinds:
            self.assertEqual(len(self.records(kind)), info["records"][kind], kind)

    def test_table(self):
        self.sample()
        text = self.sgn("info", self.ledger).out
        self.assertIn("Huyện Trùng Khánh", text)
        self.assertRegex(text, r"(?m)^component +\d+  \S")
        self.assertIn("district", self.sgn("info", self.ledger, "--lang", "en").out)


class Types(harness.Case):
    def test_fields(self):
        answer = self.sgn("types", "disbursement", "--json", "--lang", "en").json
        self.assertEqual(answer["type"], "disbursement")
        fields = {f["name"]: f for f in answer["fields"]}
        for field in answer["fields"]:
            self.assertLessEqual({"name", "kind", "unit", "required", "choices", "label"}, set(field))
        self.assertEqual(fields["amount"]["kind"], "money")
        self.assertTrue(fields["amount"]["required"])
        self.assertFalse(fields["voucher"]["required"])
        self.assertEqual(fields["component-id"]["kind"], "reference")
        self.assertEqual([c["value"] for c in fields["kind"]["choices"]], ["advance", "payment", "recovery"])

    def test_vietnamese_labels(self):
        for kind in self.sgn("types", "--json").json["types"]:
            english = self.sgn("types", kind["type"], "--json", "--lang", "en").json
            self.assertNotEqual(kind["label"], "")
            self.assertEqual([f["name"] for f in english["fields"]],
                             [f["name"] for f in self.sgn("types", kind["type"], "--json").json["fields"]])

    def test_tables(self):
        self.assertIn("funding-line", self.sgn("types").out)
        self.assertIn("advance|payment|recovery", self.sgn("types", "disbursement").out)


harness.main()
