package dev.weir.jobs.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlOrigins.Origin;
import dev.weir.contracts.sql.SqlSyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Origins are written as {@code output=table.column} where they are plain, {@code output~table.column+...} where computed, with # where hashed. */
class ColumnOriginsTest {

    private static final Map<String, List<String>> TABLES = Map.of(
            "raw.v", List.of("id", "began", "ended"),
            "raw.w", List.of("id", "began", "note"),
            "raw.codes", List.of("code", "Name zh"),
            "raw.deep", List.of("id", "tags", "address"));

    private final SparkSqlGrammar grammar = new SparkSqlGrammar();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                // one SELECT
                "SELECT v.id AS a, BEGAN, raw.v.ended b FROM raw.v ; a=v.id BEGAN=v.began b=v.ended",
                "SELECT (began) AS a, ((v.began)) AS b FROM raw.v v ; a=v.began b=v.began",
                "SELECT trunc(began, 'MM') AS m, coalesce(began, V.began) AS t FROM raw.v ; m~v.began t~v.began",
                "SELECT ended - began AS days, current_date() AS today, 1 AS one FROM raw.v ; days~v.ended+v.began today~ one~",
                "SELECT CAST(began AS DATE), try_cast((v.ended) AS DATE) FROM raw.v ; began~v.began ended~v.ended",
                "SELECT date(began), CAST(CAST(ended AS STRING) AS DATE) FROM raw.v ; began~v.began ~v.ended",
                "SELECT upper(began), began FROM raw.v ; ~v.began began=v.began",
                "SELECT began AS x, trunc(x, 'MM') AS m, x AS y FROM raw.v ; x=v.began m~v.began y=v.began",
                "SELECT ended AS began, trunc(began, 'MM') AS m FROM raw.v ; began=v.ended m~v.began",
                "SELECT c.`name zh` FROM raw.codes c ; name zh=codes.Name zh",
                "SELECT d.address.city AS c, address.city, array(tags)[0].x AS x FROM raw.deep d ; c~deep.address city~deep.address x~deep.tags",
                "SELECT nowhere AS a, q.began AS b FROM raw.v ; a~ b~",
                "SELECT id, max(began) AS m FROM raw.v WHERE ended > 1 GROUP BY id ; id=v.id m~v.began",
                "SELECT count(*) AS n, count(v.*) AS o, struct(*) AS s FROM raw.v ; n~ o~ s~v.id+v.began+v.ended",
                "SELECT lag(began) OVER (PARTITION BY id ORDER BY ended) AS l FROM raw.v ; l~v.began",
                "SELECT row_number() OVER (PARTITION BY id ORDER BY ended) AS n FROM raw.v ; n~v.id+v.ended",
                "SELECT count(*) FILTER (WHERE began > ended) AS n FROM raw.v ; n~v.began+v.ended",
                "SELECT transform(tags, id -> concat(id, 'x')) AS t FROM raw.deep ; t~deep.tags",
                "SELECT transform(tags, x -> concat(x, id)) AS t FROM raw.deep ; t~deep.tags+deep.id",
                // hashes without a key, and what draws a sample by one
                "SELECT md5(id) AS a, (SHA2(upper(v.id), 256)) AS b, xxhash64(id, began) c FROM raw.v ; a#v.id b#v.id c#v.id+v.began",
                "SELECT upper(substr(md5(id), 1, 8)) AS a, 'p' || sha1(id) AS b, CAST(hash(id) AS STRING) AS c FROM raw.v ; a#v.id b#v.id c#v.id",
                "SELECT substring(md5(id) FROM 1 FOR 9) AS a, trim(BOTH '0' FROM md5(id)) AS b, max(md5(id)) AS m FROM raw.v ; a#v.id b#v.id m#v.id",
                "SELECT pmod(hash(id), 10) AS fold, md5(id) < '8' AS first, count(DISTINCT md5(id)) AS n, length(md5(id)) AS l FROM raw.v ; fold~v.id first~v.id n~v.id l~v.id",
                "SELECT CASE WHEN id IS NULL THEN NULL ELSE sha2(id, 256) END AS a, if(id IS NULL, NULL, md5(id)) AS b FROM raw.v ; a#v.id b#v.id",
                "SELECT abs(xxhash64(id)) AS a, hash(id) & 2147483647 AS b, pmod(xxhash64(id), 1000000007) AS c FROM raw.v ; a#v.id b#v.id c#v.id",
                "SELECT replace(md5(id), 'a', '') AS a, any_value(md5(id)) AS b, first(md5(id)) AS c, struct(md5(id) AS h) AS d FROM raw.v ; a#v.id b#v.id c#v.id d#v.id",
                "SELECT system.builtin.md5(id) AS a, overlay(md5(id) PLACING 'x' FROM 1) AS b, collect_set(md5(id)) AS c FROM raw.v ; a#v.id b#v.id c#v.id",
                "SELECT hash(id) % 10 AS a, row_number() OVER (ORDER BY md5(id)) AS b, md5(id) IN ('a') AS c FROM raw.v ; a~v.id b~v.id c~v.id",
                "SELECT concat(left(md5(began), 8), year(ended)) AS a FROM raw.v ; a#v.began|~v.began+v.ended",
                "SELECT md5('x') AS a, concat(id, 'md5') AS b, aes_encrypt(id, 'k') AS c FROM raw.v ; a~ b~v.id c#v.id",
                "SELECT element_at(transform(array(id), x -> sha2(x, 256)), 1) AS a, aggregate(array(id), '', (s, x) -> md5(x)) AS b, array_join(transform(array(id), x -> upper(md5(x))), '') AS c FROM raw.v ; a#v.id b#v.id c#v.id",
                "SELECT filter(array(id), x -> md5(x) > '8') AS a, size(transform(array(id), x -> length(md5(x)))) AS b FROM raw.v ; a~v.id b~v.id",
                "SELECT h AS a, left(h, 4) AS b FROM (SELECT md5(id) AS h FROM raw.v) ; a#v.id b#v.id",
                "SELECT (SELECT max(md5(id)) FROM raw.w) AS a FROM raw.v ; a#w.id",
                // stars
                "SELECT * FROM raw.v ; id=v.id began=v.began ended=v.ended",
                "SELECT x.*, trunc(began, 'MM') AS m FROM raw.v x ; id=v.id began=v.began ended=v.ended m~v.began",
                "SELECT v.*, w.note FROM raw.v JOIN raw.w ON v.id = w.id ; id=v.id began=v.began ended=v.ended note=w.note",
                "SELECT address.* FROM raw.deep ; ?~deep.address",
                "TABLE raw.codes ; code=codes.code Name zh=codes.Name zh",
                "FROM raw.v SELECT began AS b, trunc(began, 'MM') AS m ; b=v.began m~v.began",
                // WITH
                "WITH q AS (SELECT * FROM raw.v) SELECT began, trunc(began, 'MM') AS m FROM q ; began=v.began m~v.began",
                "WITH q(a, b, c) AS (SELECT * FROM raw.v), r AS (SELECT b, c AS id FROM Q) SELECT id, b FROM r ; id=v.ended b=v.began",
                "WITH q AS (SELECT id FROM raw.v), q2 AS (WITH q AS (SELECT note AS id FROM raw.w) SELECT * FROM q) SELECT q.id, q2.id AS n FROM q, q2 ; id=v.id n=w.note",
                "WITH q AS (SELECT began FROM raw.v) SELECT (SELECT max(began) FROM q) AS m ; m~v.began",
                // sub-queries in FROM
                "SELECT q.b FROM (SELECT trunc(began, 'MM') AS b FROM raw.v) q ; b~v.began",
                "SELECT a, trunc(b, 'MM') AS m FROM (SELECT id, began FROM raw.v) AS q(a, b) ; a=v.id m~v.began",
                "SELECT b FROM raw.v AS x(a, b, c) ; b=v.began",
                "SELECT `upper(began)` AS u FROM (SELECT upper(began) FROM raw.v) ; u~v.began",
                "(SELECT began FROM raw.v) ; began=v.began",
                // joins
                "SELECT * FROM raw.v JOIN raw.w USING (ID) ; ID=v.id began=v.began ended=v.ended began=w.began note=w.note",
                "SELECT id, w.id AS i FROM raw.v RIGHT JOIN raw.w USING (id) ; id=w.id i=w.id",
                "SELECT id FROM raw.v FULL JOIN raw.w USING (id) ; id=v.id|w.id",
                "SELECT * FROM raw.v NATURAL JOIN raw.w ; id=v.id began=v.began ended=v.ended note=w.note",
                "SELECT * FROM raw.codes LEFT SEMI JOIN raw.w ON code = note ; code=codes.code Name zh=codes.Name zh",
                "SELECT ended, note FROM raw.v, raw.w ; ended=v.ended note=w.note",
                "SELECT j.e, began FROM (raw.codes JOIN raw.v ON code = id) AS j(a, b, c, began, e) ; e=v.ended began=v.began",
                "SELECT v.ended, note FROM (raw.v JOIN raw.w USING (id)) ; ended=v.ended note=w.note",
                "SELECT x FROM raw.v, LATERAL (SELECT trunc(began, 'MM') AS x) ; x~v.began",
                "SELECT x FROM raw.w JOIN raw.v ON w.id = v.id JOIN LATERAL (SELECT ended AS x) ; x=v.ended",
                // set operations
                "SELECT began AS b FROM raw.v UNION ALL SELECT note FROM raw.w UNION SELECT NULL ; b=v.began|w.note|~",
                "SELECT * FROM raw.v UNION SELECT * FROM raw.w ; id=v.id|w.id began=v.began|w.began ended=v.ended|w.note",
                "SELECT id FROM raw.v EXCEPT SELECT id FROM raw.w ; id=v.id",
                "SELECT id FROM raw.v INTERSECT SELECT id FROM raw.w ; id=v.id|w.id",
                "SELECT trunc(b, 'MM') AS m FROM (SELECT began AS b FROM raw.v UNION ALL SELECT began FROM raw.w) ; m~v.began|w.began",
                "SELECT id FROM raw.v UNION ALL SELECT inline(tags) FROM raw.deep ; id=v.id|~deep.tags",
                // what makes columns
                "SELECT id, t FROM raw.deep LATERAL VIEW explode(tags) x AS t ; id=deep.id t~deep.tags",
                "SELECT id, col FROM raw.deep LATERAL VIEW explode(tags) x ; id=deep.id col~deep.tags",
                "SELECT explode(tags) FROM raw.deep ; ?~deep.tags",
                "SELECT posexplode(tags) AS (p, t) FROM raw.deep ; p~deep.tags t~deep.tags",
                "SELECT t FROM raw.deep, LATERAL explode(tags) AS e(t) ; t~deep.tags",
                "SELECT * FROM range(3) ; ?~",
                "SELECT a, col1 FROM VALUES (1, 2) AS t(a, b), VALUES 3 ; a~ col1~",
                "SELECT * FROM raw.v PIVOT (max(began) FOR id IN ('a' AS x, 'b')) ; ended=v.ended ?~v.began",
                "SELECT x, ended AS e FROM raw.v PIVOT (max(began) FOR id IN ('a' AS x)) ; x~v.began e=v.ended",
                "SELECT * FROM raw.v UNPIVOT (day FOR kind IN (began, ended AS e)) ; id=v.id kind~ day=v.began|v.ended",
                "SELECT u.f, u.g FROM raw.v UNPIVOT ((f, g) FOR kind IN ((began, ended) AS x, (ended, id) AS y)) AS u ; f=v.began|v.ended g=v.ended|v.id",
                // queries in expressions
                "SELECT (SELECT max(w.began) FROM raw.w WHERE w.id = v.id) AS l FROM raw.v ; l~w.began",
                "SELECT (SELECT w.began FROM raw.w WHERE w.id = v.id) AS l FROM raw.v ; l=w.began",
                "SELECT (SELECT trunc(began, 'MM')) AS m FROM raw.v ; m~v.began",
                "SELECT coalesce((SELECT max(began) FROM raw.w), ended) AS c FROM raw.v ; c~w.began+v.ended",
                "SELECT EXISTS (SELECT 1 FROM raw.w WHERE w.id = v.id) AS e FROM raw.v ; e~w.id+v.id",
                "SELECT began IN (SELECT note FROM raw.w) AS e FROM raw.v ; e~v.began+w.note",
            })
    void areFollowed(String query, String expected) throws SqlSyntaxException {
        assertThat(written(origins(query)).replace("raw.", "")).isEqualTo(expected);
    }

    /** What wraps a query gives what the query gives. */
    private enum Wrapping {
        WITH("WITH q AS (%s) SELECT * FROM q"),
        WITH_TWICE("WITH q AS (%s), r AS (TABLE q) SELECT r.* FROM r"),
        IN_FROM("SELECT * FROM (%s)"),
        IN_FROM_BY_NAME("SELECT q.* FROM (%s) AS q"),
        BY_COLUMN("SELECT a, q.b FROM (%s) q"),
        RENAMED("SELECT y AS a, x AS b FROM (%s) AS q(y, x)"),
        WITH_ITSELF("(%1$s) UNION ALL (%1$s)"),
        WITHOUT_OTHERS("(%1$s) EXCEPT SELECT id, note FROM raw.w"),
        AS_A_TABLE("SELECT * FROM raw.codes LEFT ANTI JOIN raw.w ON TRUE RIGHT JOIN LATERAL (%s) USING (a, b)"),
        UNDER_ANOTHER_WITH("WITH v AS (SELECT 1 AS a) SELECT p.* FROM (WITH v AS (SELECT 2) %s) AS p");

        private final String text;

        Wrapping(String text) {
            this.text = text;
        }
    }

    @Property(tries = 300)
    void wrappingChangesNothing(@ForAll("queries") String query, @ForAll List<Wrapping> wrappings)
            throws SqlSyntaxException {
        String wrapped = query;
        for (Wrapping wrapping : wrappings.subList(0, Math.min(4, wrappings.size()))) {
            String next = wrapping.text.formatted(wrapped);
            wrapped = next.startsWith("WITH") || next.startsWith("(") ? "SELECT * FROM (" + next + ")" : next;
        }
        SqlOrigins inner = origins(query);
        SqlOrigins outer = origins(wrapped);
        assertThat(outer.of("a")).as(wrapped).isEqualTo(inner.of("a")).isNotEmpty();
        assertThat(outer.of("b")).as(wrapped).isEqualTo(inner.of("b")).isNotEmpty();
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> items = Arbitraries.of(
                "v.began",
                "trunc(v.began, 'MM')",
                "ended",
                "coalesce(began, ended)",
                "1",
                "(SELECT max(note) FROM raw.w)");
        Arbitrary<String> from =
                Arbitraries.of("raw.v", "raw.v v JOIN raw.codes ON code = id", "(SELECT * FROM raw.v) v");
        return Combinators.combine(items, items, from)
                .as((a, b, source) -> "SELECT " + a + " AS a, " + b + " AS b FROM " + source);
    }

    @Test
    void longAndWideQueriesAreAnsweredAtOnce() {
        String joins = IntStream.range(1, 60)
                .mapToObj(i -> ", q" + i + " AS (SELECT a.*, b.* FROM q" + (i - 1) + " a JOIN q" + (i - 1) + " b)")
                .collect(Collectors.joining());
        String chain = IntStream.range(1, 400)
                .mapToObj(i -> ", q" + i + " AS (SELECT * FROM q" + (i - 1) + " UNION ALL SELECT * FROM raw.w)")
                .collect(Collectors.joining());
        String with = "WITH q0 AS (SELECT * FROM raw.v)";
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(origins(with + joins + " SELECT began FROM q59").of("began"))
                    .singleElement()
                    .satisfies(origin -> assertThat(origin.from()).hasSize(3));
            assertThat(origins(with + chain + " SELECT began FROM q399").of("began"))
                    .hasSize(2);
            assertThat(origins("SELECT began = 1" + " AND began = 1".repeat(9_000) + " AS a FROM raw.v")
                            .of("a"))
                    .hasSize(1);
            assertThat(origins("SELECT began FROM raw.v" + " UNION ALL SELECT began FROM raw.w".repeat(400))
                            .of("began"))
                    .hasSize(2);
            assertThat(origins("SELECT * FROM raw.v" + ", raw.w".repeat(4_000) + ", raw.codes")
                            .of("code"))
                    .isNotEmpty();
            assertThat(origins("SELECT x FROM " + "(SELECT * FROM ".repeat(20) + "raw.v AS v(x)" + ")".repeat(20))
                            .of("x"))
                    .hasSize(1);
        });
    }

    private SqlOrigins origins(String query) throws SqlSyntaxException {
        return grammar.origins(query, table -> TABLES.getOrDefault(table, List.of()));
    }

    private static String written(SqlOrigins origins) {
        String columns = origins.columns().stream()
                .map(column -> column.name() + written(column.origins()))
                .collect(Collectors.joining(" "));
        return origins.others().isEmpty() ? columns : (columns + " ?" + written(origins.others())).strip();
    }

    private static String written(List<Origin> origins) {
        StringBuilder text = new StringBuilder();
        String before = "";
        for (Origin origin : origins) {
            String how = origin.plain() ? "=" : origin.hashed() ? "#" : "~";
            text.append(text.isEmpty() ? "" : "|").append(how.equals(before) ? "" : how);
            before = how;
            text.append(origin.from().stream()
                    .map(from -> from.table() + "." + from.column())
                    .collect(Collectors.joining("+")));
        }
        return text.toString();
    }
}
