-- The household as it is now. Villages have no area of their own: that of the commune counts.
CREATE TEMP VIEW v_household AS
SELECT h.id AS household_id,
       h.code AS code,
       h.head AS head,
       h.unit_id AS unit_id,
       u.name AS unit_name,
       u.village_id AS village_id,
       u.village_name AS village_name,
       u.commune_id AS commune_id,
       u.commune_name AS commune_name,
       u.entering_id AS entering_id,
       u.entering_name AS entering_name,
       ifnull(u.area, commune.area) AS area,
       h.address AS address,
       h.ethnicity AS ethnicity,
       ethnic.name AS ethnicity_name,
       CAST(json_extract(ethnic.attributes, '$.minority') AS INTEGER) AS minority,
       h.separate_since AS separate_since,
       h.merit AS merit,
       h.no_labour AS no_labour,
       h.assisted AS assisted,
       h.alone AS alone,
       h.farming AS farming,
       h.phone AS phone,
       (SELECT count(*)
        FROM member AS m
        WHERE m.household_id = h.id
          AND m.left_on IS NULL) AS persons,
       h.ended_on IS NULL AS living,
       h.ended_on AS ended_on,
       h.ended_why AS ended_why,
       h.origin_id AS origin_id,
       h.merged_into_id AS merged_into_id,
       h.synthetic AS synthetic,
       h.note AS note
FROM household AS h
JOIN v_unit AS u ON u.unit_id = h.unit_id
LEFT JOIN unit AS commune ON commune.id = u.commune_id
LEFT JOIN v_code AS ethnic ON ethnic.list = 'ethnic-group' AND ethnic.code = h.ethnicity AND ethnic.newest
