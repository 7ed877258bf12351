CREATE TEMP VIEW v_period_lock AS
SELECT what AS what,
       year AS year,
       closed AS closed,
       reason AS reason
FROM period_lock
