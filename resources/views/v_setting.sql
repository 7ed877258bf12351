CREATE TEMP VIEW v_setting AS
SELECT key AS key,
       value AS value
FROM setting
