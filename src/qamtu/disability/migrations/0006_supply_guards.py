"""The portal of supply: by office, appended only; one standing order of an item, at its price."""

from django.db import migrations

from qamtu.ledger.append_only import fact_table, office_table

OF_THE_CATALOGUE = ("offer", "offerprice", "offerphoto", "offerend")
OF_SUPPLIERS = (
    "supplierapplication",
    "supplierpaper",
    "supplierdecision",
    "supplierend",
)
OF_PERSONS = ("supplyrequest", "supplyanswer", "supplyact", "supplyactline")
# Each order locks its item: whoever orders second sees the order of the first. An order of the
# catalogue has the price of its day, and is of the offer's own supplier and heading.
ORDERS = """
CREATE FUNCTION disability_order_stands_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  unit bigint;
  many integer;
  heading text;
BEGIN
  SELECT quantity, code INTO many, heading FROM disability_programmeitem
   WHERE id = NEW.item_id AND office_id = NEW.office_id AND retracted_at IS NULL FOR UPDATE;
  IF many IS NULL THEN
    RAISE EXCEPTION 'order of an item of another office' USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (
      SELECT FROM disability_itemorder o
       WHERE o.item_id = NEW.item_id AND o.retracted_at IS NULL
         AND NOT EXISTS (
           SELECT FROM disability_orderstep s
            WHERE s.order_id = o.id AND s.retracted_at IS NULL
              AND s.kind IN ('cancelled', 'declined', 'confirmed'))) THEN
    RAISE EXCEPTION 'item % has an order that stands', NEW.item_id
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'order_standing_once';
  END IF;
  IF NEW.offer_id IS NULL THEN RETURN NEW; END IF;
  SELECT p.price INTO unit FROM disability_offerprice p JOIN disability_offer f ON f.id = p.offer_id
   WHERE p.offer_id = NEW.offer_id AND p.retracted_at IS NULL AND p.valid_from <= NEW.ordered_on
     AND f.supplier_id = NEW.supplier_id AND f.code = heading AND f.office_id = NEW.office_id
   ORDER BY p.valid_from DESC LIMIT 1;
  IF unit IS NULL OR NEW.price <> unit * many THEN
    RAISE EXCEPTION 'order of offer % is not at the price of its day', NEW.offer_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'order_at_the_price_of_its_day';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER b_order_stands_once BEFORE INSERT ON disability_itemorder
  FOR EACH ROW EXECUTE FUNCTION disability_order_stands_once();
"""


class Migration(migrations.Migration):
    dependencies = [("disability", "0005_supply")]
    operations = [
        office_table("disability_supplylink", of_persons=True),
        *(office_table(f"disability_{name}") for name in (*OF_THE_CATALOGUE, *OF_SUPPLIERS)),
        *(office_table(f"disability_{name}", of_persons=True) for name in OF_PERSONS),
        *(
            fact_table(f"disability_{name}")
            for name in (*OF_THE_CATALOGUE, *OF_SUPPLIERS, *OF_PERSONS)
        ),
        migrations.RunSQL(ORDERS),
    ]
