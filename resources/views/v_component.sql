CREATE TEMP VIEW v_component AS
WITH RECURSIVE
v_tree (id, depth, path_order, project_id) AS (
  SELECT id, 0, printf('%06d.%014d', position, id), id
  FROM component
  WHERE parent_id IS NULL
  UNION ALL
  SELECT c.id, t.depth + 1, t.path_order || '/' || printf('%06d.%014d', c.position, c.id),
         t.project_id
  FROM v_tree AS t
  JOIN component AS c ON c.parent_id = t.id
  WHERE t.depth < 16
)
SELECT c.id AS component_id,
       c.catalogue_id AS catalogue_id,
       c.parent_id AS parent_id,
       parent.code AS parent_code,
       c.code AS code,
       c.name AS name,
       ifnull(c.short_name, c.name) AS short_name,
       c.kind AS kind,
       c.position AS position,
       NOT EXISTS (SELECT 1 FROM component AS child WHERE child.parent_id = c.id) AS leaf,
       t.depth AS depth,
       t.path_order AS path_order,
       t.project_id AS project_id,
       project.code AS project_code,
       project.name AS project_name,
       ifnull(project.short_name, project.name) AS project_short_name,
       c.valid_from AS valid_from,
       c.valid_to AS valid_to,
       CAST(substr(ifnull(c.valid_from, '0000'), 1, 4) AS INTEGER) AS year_from,
       CAST(substr(ifnull(c.valid_to, '9999'), 1, 4) AS INTEGER) AS year_to,
       c.source AS source
FROM component AS c
JOIN v_tree AS t ON t.id = c.id
JOIN component AS project ON project.id = t.project_id
LEFT JOIN component AS parent ON parent.id = c.parent_id
