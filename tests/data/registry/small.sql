-- A registry small enough to be counted by hand, in a district of its own: a town A, the communes B and C,
-- and D, which became part of B. tests/appendix/check-review-forms.py holds what must come out of it.

INSERT INTO unit (id, parent_id, level, kind, name, area, position) VALUES
  (100, (SELECT id FROM unit WHERE level = 'province' AND name = 'Tỉnh Cao Bằng'), 'district', 'huyen', 'Huyện Thử', NULL, 1),
  (101, 100, 'commune', 'thi-tran', 'Thị trấn A', 'urban', 1),
  (102, 100, 'commune', 'xa', 'Xã B', 'rural', 2),
  (103, 100, 'commune', 'xa', 'Xã C', 'rural', 3),
  (104, 100, 'commune', 'xa', 'Xã D', 'rural', 4),
  (111, 101, 'village', 'to', 'Tổ A1', 'urban', 1),
  (112, 102, 'village', 'xom', 'Xóm B1', 'rural', 1),
  (113, 103, 'village', 'xom', 'Xóm C1', 'rural', 1),
  (114, 104, 'village', 'xom', 'Xóm D1', 'rural', 1);
UPDATE unit SET successor_id = 102 WHERE id = 104;

INSERT INTO household (id, unit_id, code, head, ethnicity, merit, no_labour) VALUES
  (1, 111, 'A-1', 'Nguyễn Văn Một', '01', 0, 0),
  (2, 111, 'A-2', 'Nông Thị Hai', '02', 0, 0),
  (3, 111, 'A-3', 'Trần Văn Ba', '01', 0, 0),
  (4, 112, 'B-4', 'Nông Văn Bốn', '02', 1, 1),
  (5, 112, 'B-5', 'Vàng Thị Năm', '08', 0, 0),
  (6, 112, 'B-6', 'Bế Văn Sáu', '02', 0, 0),
  (7, 112, 'B-7', 'Hà Văn Bảy', '02', 0, 0),
  (8, 112, 'B-8', 'Lục Văn Tám', '07', 0, 0),
  (9, 112, 'B-9', 'Lục Văn Chín', '07', 0, 0),
  (10, 114, 'D-10', 'Hoàng Văn Mười', '02', 0, 0),
  (11, 113, 'C-11', 'Giàng A Mười Một', '08', 1, 0),
  (12, 113, 'C-12', 'Chưa Rõ Dân Tộc', NULL, 0, 0),
  (13, 113, 'C-13', 'Lê Văn Mười Ba', '01', 0, 0),
  (14, 111, 'A-14', 'Sùng A Mười Bốn', '08', 0, 1),
  (15, 113, 'C-15', 'Đàm Văn Mười Lăm', '02', 0, 0);
UPDATE household SET origin_id = 8 WHERE id = 9;
UPDATE household SET ended_on = '2023-05-02', ended_why = 'died' WHERE id = 7;

INSERT INTO member (id, household_id, position, name, sex, birth, relation, id_number, ethnicity, joined_on, left_on, left_why) VALUES
  (1, 1, 1, 'Nguyễn Văn Một', 'male', '1980-02-03', 'head', '004080001234', NULL, NULL, NULL, NULL),
  (2, 1, 2, 'Nông Thị Vợ', 'female', '1985', 'spouse', '004185005678', '02', NULL, NULL, NULL),
  (3, 1, 3, 'Nguyễn Văn Đi', 'male', '2001-01-01', 'child', NULL, NULL, NULL, '2022-06-01', 'married'),
  (4, 1, 4, 'Nguyễn Thị Con', 'female', '2010-10-10', 'child', NULL, NULL, NULL, NULL, NULL),
  (5, 1, 5, 'Nguyễn Văn Sau', 'male', '2024-03-01', 'child', NULL, NULL, '2024-03-01', NULL, NULL),
  (6, 4, 2, 'Nông Thị Con', 'female', '2015-05-05', 'child', NULL, NULL, NULL, NULL, NULL),
  (7, 4, 7, 'Nông Văn Bốn', 'male', '1990-09-09', 'head', '004090009999', NULL, NULL, NULL, NULL),
  (8, 3, 1, 'Trần Văn Ba', 'male', '1970', 'head', '004070000003', NULL, NULL, NULL, NULL);

INSERT INTO household_year (id, household_id, year, unit_id, class, movement, state, persons, head, ethnicity, decision_number, decision_date) VALUES
  (2105, 5, 2021, 112, 'poor', 'new', 'official', 4, 'Vàng Thị Năm', '08', '01/QĐ', '2021-12-05'),
  (2201, 1, 2022, 111, 'poor', 'new', 'official', 4, 'Nguyễn Văn Một', '01', '02/QĐ', '2022-12-05'),
  (2202, 2, 2022, 111, 'poor', 'new', 'official', 3, 'Nông Thị Hai', '02', '02/QĐ', '2022-12-05'),
  (2203, 3, 2022, 111, 'near-poor', 'new', 'official', 2, 'Trần Văn Ba', '01', '02/QĐ', '2022-12-05'),
  (2205, 5, 2022, 112, 'not-poor', 'escaped', 'official', 4, 'Vàng Thị Năm', '08', '02/QĐ', '2022-12-05'),
  (2206, 6, 2022, 112, 'near-poor', 'new', 'official', 5, 'Bế Văn Sáu', '02', '02/QĐ', '2022-12-05'),
  (2207, 7, 2022, 112, 'poor', 'new', 'official', 1, 'Hà Văn Bảy', '02', '02/QĐ', '2022-12-05'),
  (2208, 8, 2022, 112, 'poor', 'new', 'official', 6, 'Lục Văn Tám', '07', '02/QĐ', '2022-12-05'),
  (2210, 10, 2022, 114, 'poor', 'new', 'official', 3, 'Hoàng Văn Mười', '02', '02/QĐ', '2022-12-05'),
  (2211, 11, 2022, 113, 'near-poor', 'new', 'official', 4, 'Giàng A Mười Một', '08', '02/QĐ', '2022-12-05'),
  (2214, 14, 2022, 113, 'poor', 'new', 'official', 2, 'Sùng A Mười Bốn', '08', '02/QĐ', '2022-12-05');
INSERT INTO household_year (id, household_id, year, unit_id, class, movement, state, persons, head, head_female, ethnicity, merit, no_labour, children,
    causes, a_points, b_points, decision_number, decision_date, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12) VALUES
  (2301, 1, 2023, 111, 'poor', 'stayed', 'official', 5, 'Nguyễn Văn Một', 0, '01', 0, 0, 2, '1 2', 150, 20, '03/QĐ', '2023-12-01', 1,0,0,1,0,0,0,0,0,0,0,0),
  (2302, 2, 2023, 111, 'near-poor', 'from-poor', 'official', 3, 'Nông Thị Hai', 1, '02', 0, 0, 1, '3', 160, 10, '03/QĐ', '2023-12-01', 1,0,0,0,0,0,0,0,0,0,0,0),
  (2303, 3, 2023, 111, 'not-poor', 'escaped', 'official', 2, 'Trần Văn Ba', 0, '01', 0, 0, 0, NULL, 180, 0, '03/QĐ', '2023-12-01', 0,0,0,0,0,0,0,0,0,0,0,0),
  (2304, 4, 2023, 112, 'poor', 'new', 'official', 6, 'Nông Văn Bốn', 0, '02', 1, 1, 3, '1 8', 90, 120, '03/QĐ', '2023-12-01', 1,1,1,1,1,1,1,1,1,1,1,1),
  (2305, 5, 2023, 112, 'poor', 'relapse', 'official', 4, 'Vàng Thị Năm', 1, '08', 0, 0, 0, '2', 120, 30, '03/QĐ', '2023-12-01', 0,0,1,0,0,0,1,0,0,0,0,0),
  (2306, 6, 2023, 112, 'poor', 'from-near-poor', 'official', 5, 'Bế Văn Sáu', 0, '02', 0, 0, 1, '3 4', 130, 30, '03/QĐ', '2023-12-01', 0,0,0,0,0,0,0,0,1,1,0,0),
  (2307, 7, 2023, 112, 'not-poor', 'other-out', 'official', 1, 'Hà Văn Bảy', 0, '02', 0, 0, 0, NULL, NULL, NULL, NULL, NULL, 0,0,0,0,0,0,0,0,0,0,0,0),
  (2308, 8, 2023, 112, 'poor', 'stayed', 'official', 4, 'Lục Văn Tám', 0, '07', 0, 0, 2, '5', 125, 30, '03/QĐ', '2023-12-01', 0,1,0,0,0,0,0,1,0,0,0,0),
  (2309, 9, 2023, 112, 'poor', 'other-in', 'official', 2, 'Lục Văn Chín', 0, '07', 0, 0, 0, '6', 126, 30, '03/QĐ', '2023-12-01', 0,0,0,0,0,0,0,1,0,0,0,0),
  (2310, 10, 2023, 114, 'not-poor', 'escaped', 'official', 3, 'Hoàng Văn Mười', 0, '02', 0, 0, 0, NULL, 170, 0, '04/QĐ', '2023-12-10', 0,0,0,0,0,0,0,0,0,0,0,0),
  (2311, 11, 2023, 113, 'near-poor', 'stayed', 'official', 4, 'Giàng A Mười Một', 0, '08', 1, 0, 2, '7', 135, 10, '03/QĐ', '2023-12-01', 0,0,0,0,1,0,0,0,0,0,0,0),
  (2312, 12, 2023, 113, 'near-poor', 'new', 'official', 3, 'Chưa Rõ Dân Tộc', 0, NULL, 0, 0, 0, NULL, 138, 0, '03/QĐ', '2023-12-01', 0,0,0,0,0,0,0,0,0,0,0,0),
  (2313, 13, 2023, 113, 'average', 'new', 'official', 5, 'Lê Văn Mười Ba', 0, '01', 0, 0, 1, NULL, 150, 0, '03/QĐ', '2023-12-01', 0,0,0,0,0,0,0,0,0,0,0,0),
  (2314, 14, 2023, 111, 'poor', 'stayed', 'official', 2, 'Sùng A Mười Bốn', 0, '08', 0, 1, 0, '8', 160, 10, '03/QĐ', '2023-12-01', 0,0,0,0,0,0,0,0,0,0,1,0),
  (2315, 15, 2023, 113, 'near-poor', 'new', 'draft', 4, 'Đàm Văn Mười Lăm', 0, '02', 0, 0, 0, '1', NULL, NULL, NULL, NULL, 1,0,0,0,0,0,0,0,0,0,0,0);

INSERT INTO base_count (id, unit_id, year, households, persons, minority_households, minority_persons, native_households, native_persons) VALUES
  (1, 101, 2022, 40, 160, 8, 32, NULL, NULL),
  (2, 102, 2022, 30, 120, 29, 115, NULL, NULL),
  (3, 103, 2022, 20, 80, 20, 80, NULL, NULL),
  (4, 104, 2022, 10, 40, 10, 40, NULL, NULL),
  (5, 101, 2023, 50, 200, 10, 40, NULL, NULL),
  (6, 102, 2023, 40, 160, 38, 150, 5, 20),
  (7, 104, 2023, 10, 40, 10, 40, 0, 0);

INSERT INTO setting (id, key, value) VALUES (1, 'native-ethnic-groups', '08');

INSERT INTO target (id, code, name, measure, operator, position) VALUES (1, 'giam-so-ho-ngheo', 'Giảm số hộ nghèo', 'hộ', '>=', 90);
INSERT INTO target_value (id, target_id, unit_id, year, planned) VALUES
  (1, 1, 101, 2024, 1),
  (2, 1, 102, 2024, 2),
  (3, (SELECT id FROM target WHERE code = 'giam-ty-le-ho-ngheo'), 101, 2024, 1.5),
  (4, (SELECT id FROM target WHERE code = 'giam-ty-le-ho-ngheo'), 100, 2024, 1.25);

INSERT INTO support (id, household_id, date, component_id, content, form) VALUES
  (1, 1, '2023-03', (SELECT id FROM component WHERE code = 'CS-YTE'), 'Thẻ bảo hiểm y tế', 'card'),
  (2, 1, '2023-04-01', (SELECT id FROM component WHERE code = '2'), 'Bò giống', 'goods'),
  (3, 4, '2022-04-01', (SELECT id FROM component WHERE code = '5'), 'Nhà', 'money');
