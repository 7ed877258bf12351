CREATE TEMP VIEW v_saved_filter AS
SELECT f.id AS saved_filter_id,
       f.page AS page,
       f.name AS name,
       f.filter AS filter
FROM saved_filter AS f
