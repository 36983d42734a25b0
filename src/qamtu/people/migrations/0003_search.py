"""Search that stays fast at a million persons, behind row-level security.

PostgreSQL may not hand rows to a condition that could tell about them (trigram likeness, array
membership) before the office's policy has passed them, so such an index is never used by the
application's role. The functions below run as the owner and put the policy into the query
themselves; they give keys, and only of persons whom the policy lets the caller see.

A name is looked up in two steps: the words of all names are few and stand in a list of their own,
where likeness is looked for; the persons who bear the words found are an exact match.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations
from django.db.models import F, Func, Value

from qamtu.database import APP_ROLE

SEARCH = f"""
CREATE TABLE people_nameword (word text NOT NULL);
CREATE INDEX people_nameword_word ON people_nameword (word);
CREATE INDEX people_nameword_alike ON people_nameword USING gin (word gin_trgm_ops);
REVOKE ALL ON people_nameword FROM {APP_ROLE};

-- Two clerks who enter a new word at once both add it: no unique index, so neither waits.
CREATE FUNCTION people_learn_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO people_nameword (word)
  SELECT came_word FROM (
    SELECT DISTINCT unnest(string_to_array(search_key, ' ')) came_word FROM came) words
   WHERE came_word <> ''
     AND NOT EXISTS (SELECT FROM people_nameword w WHERE w.word = came_word);
  RETURN NULL;
END $$;
CREATE TRIGGER c_learn_words AFTER INSERT ON people_person
  REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION people_learn_words();
CREATE TRIGGER c_learn_new_words AFTER UPDATE ON people_person
  REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION people_learn_words();
INSERT INTO people_nameword (word)
SELECT DISTINCT name_word FROM people_person, unnest(string_to_array(search_key, ' ')) name_word
 WHERE name_word <> '';

CREATE FUNCTION people_words_like(asked text) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.36 AS $$
  SELECT coalesce(array_agg(word), '{{}}') FROM (
    SELECT word FROM people_nameword
     WHERE word LIKE asked || '%' OR (length(asked) > 3 AND asked <% word)
     GROUP BY word ORDER BY word_similarity(asked, word) DESC, length(word), word LIMIT 30) alike
$$;
REVOKE ALL ON FUNCTION people_words_like FROM PUBLIC;

CREATE FUNCTION people_named(asked text[], at_most integer) RETURNS SETOF bigint
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 200
  SET search_path = public, pg_temp SET enable_seqscan = off SET enable_indexscan = off AS $$
DECLARE
  offices bigint[] := qamtu_offices();
  found_so_far bigint;
  alike text := '';
  word text;
BEGIN
  IF NOT qamtu_sees_persons() OR cardinality(asked) = 0 THEN RETURN; END IF;
  RETURN QUERY SELECT p.id FROM people_person p
    WHERE p.office_id = ANY (offices) AND string_to_array(p.search_key, ' ') @> asked
    LIMIT at_most;
  GET DIAGNOSTICS found_so_far = ROW_COUNT;
  IF found_so_far >= at_most THEN RETURN; END IF;
  FOREACH word IN ARRAY asked LOOP
    alike := alike
      || format(' AND string_to_array(p.search_key, '' '') && %L::text[]', people_words_like(word));
  END LOOP;
  RETURN QUERY EXECUTE
    'SELECT p.id FROM people_person p WHERE p.office_id = ANY ($1)' || alike || ' LIMIT $2'
    USING offices, at_most;
END $$;

-- A whole phone, or the beginning of an ИИН.
CREATE FUNCTION people_numbered(digits text) RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 5
  SET search_path = public, pg_temp SET enable_seqscan = off AS $$
  SELECT p.id FROM people_person p
   WHERE qamtu_sees_persons() AND p.office_id = ANY (qamtu_offices())
     AND p.phones @> ARRAY[right(digits, 10)]::varchar(10)[]
  UNION ALL
  SELECT p.id FROM people_person p
   WHERE qamtu_sees_persons() AND p.office_id = ANY (qamtu_offices())
     AND p.iin BETWEEN rpad(digits, 12, '0') AND rpad(digits, 12, '9')
$$;
"""
BEFORE = """
DROP FUNCTION people_numbered;
DROP FUNCTION people_named;
DROP FUNCTION people_words_like;
DROP TRIGGER c_learn_words ON people_person;
DROP TRIGGER c_learn_new_words ON people_person;
DROP FUNCTION people_learn_words;
DROP TABLE people_nameword;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_guards")]
    operations = [
        migrations.RemoveIndex("person", "person_search_key"),
        migrations.RemoveIndex("person", "person_iin_prefix"),
        migrations.AddIndex(
            "person",
            GinIndex(
                Func(F("search_key"), Value(" "), function="string_to_array"), name="person_words"
            ),
        ),
        migrations.RunSQL(SEARCH, BEFORE),
    ]
