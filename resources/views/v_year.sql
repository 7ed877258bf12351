CREATE TEMP VIEW v_year AS
SELECT year AS year FROM ledger
UNION SELECT year FROM funding_decision
UNION SELECT plan_year FROM disbursement
UNION SELECT year FROM component_agency WHERE year IS NOT NULL
UNION SELECT year FROM target_value
UNION SELECT year FROM household_year
UNION SELECT year FROM review_sheet
UNION SELECT year FROM base_count
