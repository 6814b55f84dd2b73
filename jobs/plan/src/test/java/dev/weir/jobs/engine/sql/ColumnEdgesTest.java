package dev.weir.jobs.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.sql.Derivation.Edge;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlOrigins.Output;
import dev.weir.contracts.sql.SqlOrigins.TableColumn;
import dev.weir.contracts.sql.SqlSyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Edges are written as {@code table.column} after a mark: = identity, ~ transformation, + aggregation, and by their first letter
 * {@code join:}, {@code filter:}, {@code group:}, {@code sort:}, {@code window:}, {@code case:}. What decides on rows stands
 * after the last stroke.
 */
class ColumnEdgesTest {

    private static final Map<String, List<String>> TABLES = Map.of(
            "raw.v", List.of("id", "began", "ended"),
            "raw.w", List.of("id", "began", "note"),
            "raw.deep", List.of("id", "tags", "address"),
            "raw.codes", List.of("code"));

    private static final Map<EdgeKind, String> MARKS = Map.of(
            EdgeKind.IDENTITY, "=",
            EdgeKind.TRANSFORMATION, "~",
            EdgeKind.AGGREGATION, "+",
            EdgeKind.JOIN, "join:",
            EdgeKind.FILTER, "filter:",
            EdgeKind.GROUP_BY, "group:",
            EdgeKind.SORT, "sort:",
            EdgeKind.WINDOW, "window:",
            EdgeKind.CONDITIONAL, "case:");

    private final SparkSqlGrammar grammar = new SparkSqlGrammar();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                // values
                "SELECT id, v.began AS b FROM raw.v ; id =v.id | b =v.began |",
                "SELECT (began) AS a, CAST(began AS STRING) AS b, try_cast(began AS DATE) AS c, date(began) AS d FROM raw.v ; a =v.began | b ~v.began | c ~v.began | d ~v.began |",
                "SELECT address.city AS a, d.address.city AS b, tags[0] AS c, address.* FROM raw.deep d ; a ~deep.address | b ~deep.address | c ~deep.tags | ? ~deep.address |",
                "SELECT ended - began AS a, concat(id, 'x', id) AS b, 1 AS c, current_date() AS d FROM raw.v ; a ~v.began ~v.ended | b ~v.id | c | d |",
                "SELECT began > ended AS a, NOT id IN ('a', note) AS b, id IS NULL AS c, id LIKE note AS d FROM raw.v JOIN (SELECT note FROM raw.w) ; a ~v.began ~v.ended | b ~v.id ~w.note | c ~v.id | d ~v.id ~w.note |",
                "SELECT coalesce(began, ended) AS a, nvl(began, ended) AS b, greatest(began, ended, 'x') AS c FROM raw.v ; a =v.began case:v.began =v.ended | b =v.began case:v.began =v.ended | c ~v.began ~v.ended |",
                "SELECT transform(tags, x -> concat(x, id)) AS a, struct(*) AS b FROM raw.deep ; a ~deep.id ~deep.tags | b ~deep.address ~deep.id ~deep.tags |",
                "SELECT began AS x, x AS y, x + 1 AS z, z AS zz FROM raw.v ; x =v.began | y =v.began | z ~v.began | zz ~v.began |",
                "SELECT md5(id) AS a, upper(md5(id)) AS b FROM raw.v ; a ~v.id | b ~v.id |",
                // aggregates
                "SELECT max(began) AS a, count(*) AS b, count(DISTINCT id) AS c, count(DISTINCT *) AS d FROM raw.v ; a +v.began | b | c +v.id | d +v.began +v.ended +v.id |",
                "SELECT 1 + sum(began) / count(ended) AS a, sum(began + ended) AS b, max_by(began, ended) AS c FROM raw.v ; a +v.began +v.ended | b +v.began +v.ended | c +v.began +v.ended |",
                "SELECT sum(began) FILTER (WHERE ended > 1) AS a, count(*) FILTER (WHERE id = 'x') AS b FROM raw.v ; a +v.began filter:v.ended | b filter:v.id |",
                "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY began) AS a, first(began) AS b, LAST(ended IGNORE NULLS) AS c, any_value(id) AS d FROM raw.v ; a +v.began | b +v.began | c +v.ended | d +v.id |",
                "SELECT sum(CASE WHEN ended > 1 THEN began END) AS a, CASE WHEN max(ended) > 1 THEN max(began) END AS b FROM raw.v ; a +v.began case:v.ended | b +v.began case:v.ended |",
                "SELECT aggregate(tags, '', (s, x) -> concat(s, x)) AS a FROM raw.deep ; a ~deep.tags |",
                "SELECT grouping(id) AS a, grouping_id() AS b FROM raw.v GROUP BY CUBE (id) ; a | b | group:v.id",
                // windows
                "SELECT row_number() OVER (PARTITION BY id ORDER BY ended DESC) AS a, rank() OVER (ORDER BY id) AS b FROM raw.v ; a window:v.ended window:v.id | b window:v.id |",
                "SELECT sum(began) OVER (PARTITION BY id) AS a, lag(began, 1) OVER (ORDER BY ended) AS b, ntile(4) OVER (ORDER BY ended + 1) AS c FROM raw.v ; a +v.began window:v.id | b ~v.began window:v.ended | c window:v.ended |",
                "SELECT first_value(began) OVER w AS a, row_number() OVER (w) AS b FROM raw.v WINDOW w AS (PARTITION BY id ORDER BY ended) ; a +v.began window:v.ended window:v.id | b window:v.ended window:v.id |",
                "SELECT sum(began) OVER b AS a FROM raw.v WINDOW a AS (ORDER BY id), b AS a ; a +v.began window:v.id |",
                "SELECT count(*) OVER w AS a FROM raw.v ORDER BY ended WINDOW w AS (PARTITION BY id) ; a window:v.id | sort:v.ended",
                "SELECT sum(sum(began)) OVER (ORDER BY max(ended)) AS a FROM raw.v GROUP BY id ; a +v.began window:v.ended | group:v.id",
                "SELECT CASE WHEN row_number() OVER (ORDER BY ended) = 1 THEN began END AS a FROM raw.v ; a =v.began window:v.ended |",
                "SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY began ORDER BY ended) AS n FROM raw.v) WHERE n = 1 ; id =v.id | window:v.began window:v.ended",
                // conditions of columns
                "SELECT CASE WHEN began > 1 THEN ended END AS a, CASE WHEN began > 1 THEN ended ELSE id END AS b FROM raw.v ; a case:v.began =v.ended | b case:v.began =v.ended =v.id |",
                "SELECT CASE id WHEN began THEN 1 ELSE ended END AS a FROM raw.v ; a case:v.began =v.ended case:v.id |",
                "SELECT if(began > 1, ended, id) AS a, nvl2(began, ended, id) AS b, nullif(began, ended) AS c FROM raw.v ; a case:v.began =v.ended =v.id | b case:v.began =v.ended =v.id | c =v.began case:v.began case:v.ended |",
                "SELECT decode(id, began, ended, 'x') AS a, decode(id, 'UTF-8') AS b FROM raw.v ; a case:v.began =v.ended case:v.id | b ~v.id |",
                "SELECT CASE WHEN CASE WHEN id = 1 THEN began END = 1 THEN ended END AS a, if(id = 1, id, 0) AS b FROM raw.v ; a case:v.began =v.ended case:v.id | b =v.id case:v.id |",
                // filters
                "SELECT id FROM raw.v WHERE began > 1 AND (ended IS NULL OR v.id = 'a') ; id =v.id | filter:v.began filter:v.ended filter:v.id",
                "SELECT id FROM raw.v WHERE if(began > 1, ended, 0) = 1 ; id =v.id | case:v.began filter:v.ended",
                "SELECT id, max(began) AS m FROM raw.v GROUP BY id HAVING max(ended) > 3 AND m > 1 ; id =v.id | m +v.began | filter:v.began filter:v.ended group:v.id",
                "SELECT ended AS began FROM raw.v WHERE began > 1 ; began =v.ended | filter:v.began",
                "SELECT id FROM raw.v LIMIT 10 OFFSET 2 ; id =v.id |",
                // sub-queries in conditions
                "SELECT id FROM raw.v WHERE began IN (SELECT note FROM raw.w WHERE w.id > 1) ; id =v.id | filter:v.began filter:w.id filter:w.note",
                "SELECT id FROM raw.v WHERE EXISTS (SELECT 1 FROM raw.w WHERE w.id = v.id) ; id =v.id | filter:v.id filter:w.id",
                "SELECT id FROM raw.v WHERE NOT EXISTS (SELECT note FROM raw.w GROUP BY note) ; id =v.id | group:w.note",
                "SELECT id FROM raw.v WHERE began > (SELECT max(w.began) FROM raw.w WHERE w.id = v.id) ; id =v.id | filter:v.began filter:v.id filter:w.began filter:w.id",
                "SELECT id FROM raw.v WHERE (began, ended) IN (SELECT w.id, w.note FROM raw.w) ; id =v.id | filter:v.began filter:v.ended filter:w.id filter:w.note",
                // sub-queries as values
                "SELECT (SELECT max(w.note) FROM raw.w WHERE w.id = v.id) AS a FROM raw.v ; a filter:v.id filter:w.id +w.note |",
                "SELECT (SELECT note FROM raw.w WHERE began > 1) AS a FROM raw.v ; a filter:w.began =w.note |",
                "SELECT 1 + (SELECT note FROM raw.w WHERE w.began > 1 ORDER BY w.id LIMIT 1) AS a, v.id FROM raw.v ; a filter:w.began sort:w.id ~w.note | id =v.id |",
                "SELECT EXISTS (SELECT 1 FROM raw.w WHERE w.id = v.id) AS a FROM raw.v ; a filter:v.id filter:w.id |",
                "SELECT EXISTS (SELECT note FROM raw.w) AS a, began IN (SELECT note FROM raw.w) AS b FROM raw.v ; a | b ~v.began ~w.note |",
                "SELECT CASE WHEN EXISTS (SELECT 1 FROM raw.w WHERE w.id = v.id) THEN began END AS a FROM raw.v ; a =v.began filter:v.id filter:w.id |",
                "SELECT (SELECT max((SELECT max(note) FROM raw.w WHERE w.id = d.id)) FROM raw.deep d WHERE d.id = v.id) AS a FROM raw.v ; a filter:deep.id filter:v.id filter:w.id +w.note |",
                // joins
                "SELECT v.ended, w.note FROM raw.v JOIN raw.w ON v.id = w.id AND w.began > 1 ; ended =v.ended | note =w.note | join:v.id join:w.began join:w.id",
                "SELECT id, ended FROM raw.v LEFT JOIN raw.w USING (id, began) ; id =v.id | ended =v.ended | join:v.began join:v.id join:w.began join:w.id",
                "SELECT id FROM raw.v FULL JOIN raw.w USING (id) ; id =v.id case:v.id =w.id | join:v.id join:w.id",
                "SELECT id FROM raw.v RIGHT JOIN raw.w USING (id) ; id =w.id | join:v.id join:w.id",
                "SELECT note FROM raw.v NATURAL JOIN raw.w ; note =w.note | join:v.began join:v.id join:w.began join:w.id",
                "SELECT ended FROM raw.v LEFT SEMI JOIN raw.w ON v.id = w.id AND note = 'x' ; ended =v.ended | join:v.id join:w.id join:w.note",
                "SELECT ended FROM raw.v ANTI JOIN (SELECT id FROM raw.w WHERE note = 'x') USING (id) ; ended =v.ended | join:v.id join:w.id filter:w.note",
                "SELECT ended, note FROM raw.v, raw.w WHERE v.id = w.id ; ended =v.ended | note =w.note | filter:v.id filter:w.id",
                "SELECT ended, note FROM raw.v CROSS JOIN raw.w ; ended =v.ended | note =w.note |",
                "SELECT a.began AS x FROM raw.v a JOIN raw.v b ON a.id = b.id AND a.ended < b.began ; x =v.began | join:v.began join:v.ended join:v.id",
                "SELECT n FROM raw.v JOIN LATERAL (SELECT note AS n FROM raw.w WHERE w.id = v.id) ON began = n ; n =w.note | join:v.began filter:v.id filter:w.id join:w.note",
                "SELECT d FROM raw.v JOIN raw.w ON v.id = w.id JOIN raw.deep AS x(d, t, a) ON x.d = note AND v.began = t[0] ; d =deep.id | join:deep.id join:deep.tags join:v.began join:v.id join:w.id join:w.note",
                // groups
                "SELECT id, count(*) AS n FROM raw.v GROUP BY id ; id =v.id | n | group:v.id",
                "SELECT trunc(began, 'MM') AS m, sum(ended) AS s FROM raw.v GROUP BY m ; m ~v.began | s +v.ended | group:v.began",
                "SELECT id, began, sum(ended) AS s FROM raw.v GROUP BY 1, 2 ; id =v.id | began =v.began | s +v.ended | group:v.began group:v.id",
                "SELECT id, sum(ended) AS s FROM raw.v GROUP BY ALL ; id =v.id | s +v.ended | group:v.id",
                "SELECT id, began FROM raw.v GROUP BY ROLLUP (id, began) ; id =v.id | began =v.began | group:v.began group:v.id",
                "SELECT id, began FROM raw.v GROUP BY CUBE (1), (began) ; id =v.id | began =v.began | group:v.began group:v.id",
                "SELECT id, began FROM raw.v GROUP BY GROUPING SETS ((id, began), (ended), ()) ; id =v.id | began =v.began | group:v.began group:v.ended group:v.id",
                "SELECT id FROM raw.v GROUP BY id, began WITH ROLLUP ; id =v.id | group:v.began group:v.id",
                "SELECT DISTINCT id, upper(ended) AS e FROM raw.v ; id =v.id | e ~v.ended | group:v.ended group:v.id",
                "SELECT DISTINCT max(began) OVER (ORDER BY ended) AS m FROM raw.v ; m +v.began window:v.ended | group:v.began window:v.ended",
                // order
                "SELECT id FROM raw.v ORDER BY began DESC, upper(id) ; id =v.id | sort:v.began sort:v.id",
                "SELECT ended AS began FROM raw.v ORDER BY began ; began =v.ended | sort:v.ended",
                "SELECT ended AS began FROM raw.v ORDER BY v.began ; began =v.ended | sort:v.began",
                "SELECT id, ended AS e FROM raw.v ORDER BY 2 ; id =v.id | e =v.ended | sort:v.ended",
                "SELECT id, ended AS e FROM raw.v ORDER BY ALL ; id =v.id | e =v.ended | sort:v.ended sort:v.id",
                "SELECT id, upper(ended) FROM raw.v ORDER BY ALL ; id =v.id |  ~v.ended | sort:v.ended sort:v.id",
                "SELECT upper(id), upper(`upper(began)`) AS x FROM (SELECT id, upper(began) FROM raw.v) GROUP BY ALL ;  ~v.id | x ~v.began | group:v.began group:v.id",
                "SELECT id FROM raw.v SORT BY began ; id =v.id | sort:v.began",
                "SELECT id FROM raw.v DISTRIBUTE BY began SORT BY ended ; id =v.id | sort:v.ended",
                "SELECT id FROM raw.v CLUSTER BY ended ; id =v.id | sort:v.ended",
                "SELECT id, max(began) AS m FROM raw.v GROUP BY id ORDER BY m, count(ended) ; id =v.id | m +v.began | sort:v.began sort:v.ended group:v.id",
                "SELECT ended AS began, count(*) AS n FROM raw.v GROUP BY ended HAVING began > 1 ; began =v.ended | n | filter:v.ended group:v.ended",
                "SELECT id, max(ended) AS began FROM raw.v GROUP BY id HAVING max(v.began) > 1 ; id =v.id | began +v.ended | filter:v.began group:v.id",
                // set operations
                "SELECT id, began AS b FROM raw.v UNION ALL SELECT note, upper(began) FROM raw.w WHERE id = 1 ; id =v.id =w.note | b =v.began ~w.began | filter:w.id",
                "SELECT id FROM raw.v UNION SELECT note FROM raw.w ; id =v.id =w.note | group:v.id group:w.note",
                "SELECT id FROM raw.v EXCEPT SELECT note FROM raw.w WHERE began = 1 ; id =v.id | filter:v.id filter:w.began filter:w.note",
                "SELECT id FROM raw.v MINUS ALL SELECT note FROM raw.w ; id =v.id | filter:v.id filter:w.note",
                "SELECT id, began FROM raw.v INTERSECT SELECT id, note FROM raw.w ; id =v.id =w.id | began =v.began =w.note | filter:v.began filter:v.id filter:w.id filter:w.note",
                "SELECT began AS a FROM raw.v UNION ALL (SELECT id FROM raw.w EXCEPT SELECT id FROM raw.deep) ORDER BY a ; a =v.began =w.id | filter:deep.id sort:v.began filter:w.id sort:w.id",
                "SELECT id FROM raw.v UNION ALL SELECT id FROM raw.w INTERSECT SELECT id FROM raw.deep ; id =deep.id =v.id =w.id | filter:deep.id filter:w.id",
                "WITH q AS (SELECT max(note) AS m FROM raw.w) SELECT id FROM raw.v UNION ALL SELECT began FROM raw.v ORDER BY id > (SELECT m FROM q) ; id =v.began =v.id | sort:v.began sort:v.id sort:w.note",
                // queries in queries
                "SELECT x FROM (SELECT id AS x, began FROM raw.v WHERE ended > 1) q WHERE q.began > 2 ; x =v.id | filter:v.began filter:v.ended",
                "WITH q AS (SELECT id, sum(began) AS s FROM raw.v GROUP BY id) SELECT s + 1 AS t, s AS m FROM q JOIN raw.w ON q.id = w.id ; t +v.began | m +v.began | join:v.id group:v.id join:w.id",
                "WITH q AS (SELECT id FROM raw.v WHERE began > 1), unused AS (SELECT id FROM raw.w WHERE note = 1) SELECT * FROM q ; id =v.id | filter:v.began",
                "WITH a AS (SELECT id, began FROM raw.v ORDER BY ended), b(x, y) AS (SELECT * FROM a WHERE id > 1) SELECT y FROM b UNION ALL SELECT x FROM b ; y =v.began =v.id | sort:v.ended filter:v.id",
                "SELECT s FROM (SELECT max(c) AS s FROM (SELECT CASE WHEN began > 1 THEN ended END AS c FROM raw.v)) ; s case:v.began +v.ended |",
                "SELECT * FROM (SELECT DISTINCT id FROM raw.v) a JOIN (SELECT id AS i FROM raw.w ORDER BY note) b ON a.id = b.i ; id =v.id | i =w.id | join:v.id group:v.id join:w.id sort:w.note",
                "FROM raw.v SELECT id WHERE began > 1 SELECT ended WHERE id = 1 ; id =v.ended =v.id | filter:v.began filter:v.id",
                // what makes rows and columns
                "SELECT id, t FROM raw.deep LATERAL VIEW explode(tags) x AS t ; id =deep.id | t ~deep.tags | filter:deep.tags",
                "SELECT id, p, t FROM raw.deep LATERAL VIEW OUTER posexplode(tags) x AS p, t WHERE t > 1 ; id =deep.id | p ~deep.tags | t ~deep.tags | filter:deep.tags",
                "SELECT id, explode(tags) AS t FROM raw.deep ; id =deep.id | t ~deep.tags | filter:deep.tags",
                "SELECT id, explode(tags) FROM raw.deep ; id =deep.id | ? ~deep.tags | filter:deep.tags",
                "SELECT id, t FROM raw.deep LATERAL VIEW explode(array(id, address)) x AS t ; id =deep.id | t ~deep.address ~deep.id |",
                "SELECT stack(2, id, 1, began, 2) AS (a, b), t FROM raw.v, LATERAL posexplode((array(id))) AS e(p, t) ; a ~v.began ~v.id | b ~v.began ~v.id | t ~v.id |",
                "SELECT id, t FROM raw.deep, LATERAL explode(tags) AS e(t) ; id =deep.id | t ~deep.tags | filter:deep.tags",
                "SELECT * FROM raw.v PIVOT (max(began) FOR id IN ('a' AS x)) ; ended =v.ended | ? +v.began case:v.id | group:v.ended",
                "SELECT * FROM raw.v UNPIVOT (day FOR kind IN (began, ended)) ; id =v.id | kind | day =v.began =v.ended | filter:v.began filter:v.ended",
                "SELECT day FROM raw.v UNPIVOT INCLUDE NULLS (day FOR kind IN (began, ended)) ; day =v.began =v.ended |",
                "SELECT a FROM VALUES (1, 2) AS t(a, b) JOIN raw.v ON a = id ; a | join:v.id",
            })
    void areFollowed(String query, String expected) throws SqlSyntaxException {
        SqlOrigins found = origins(query);
        assertThat(written(found).replace("raw.", "")).isEqualTo(expected);
        assertThat(found.untraced()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "SELECT nowhere, v.id FROM raw.v ; column nowhere",
                "SELECT id FROM raw.v WHERE q.x = 1 ORDER BY y ; column q.x,column y",
                "SELECT * FROM raw.unknown ; table raw.unknown",
                "SELECT q.* FROM raw.v ; q.*",
                "SELECT sum(ended) OVER a AS x, sum(ended) OVER c AS y FROM raw.v WINDOW a AS b, b AS a ; window a,window c",
                "SELECT 1 AS a FROM raw.v NATURAL JOIN (SELECT explode(tags) FROM raw.deep) ; NATURAL JOIN",
                "SELECT EXISTS (SELECT count(*) AS n FROM raw.w GROUP BY id HAVING n > 1) AS a FROM raw.v ; ^^",
            })
    void whatIsNotFoundIsReported(String query, String expected) throws SqlSyntaxException {
        assertThat(new TreeSet<>(origins(query).untraced()))
                .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected.split(",")));
    }

    /** Values come by direct edges, or are chosen and ordered by others; a direct edge is always one of a value. */
    @Property(tries = 1000)
    void originsAndEdgesAgree(@ForAll("queries") String query) throws SqlSyntaxException {
        SqlOrigins found = origins(query);
        for (Output column : found.columns()) {
            Set<TableColumn> origins = column.origins().stream()
                    .flatMap(origin -> origin.from().stream())
                    .collect(Collectors.toSet());
            Set<TableColumn> all = new HashSet<>();
            column.derivation().edges().forEach(edge -> all.add(edge.from()));
            assertThat(all).as(query).containsAll(origins);
            assertThat(origins)
                    .as(query)
                    .containsAll(column.derivation().edges().stream()
                            .filter(edge -> edge.kind().isDirect())
                            .map(Edge::from)
                            .toList());
        }
        assertThat(found.rows()).as(query).noneMatch(edge -> edge.kind().isDirect());
        assertThat(found.untraced()).as(query).isEmpty();
    }

    /** What wraps a query and changes no edge. */
    private enum Wrapping {
        WITH("WITH q AS (%s) SELECT * FROM q"),
        WITH_BY_ANOTHER_NAME("WITH another AS (%s), r AS (TABLE another) SELECT r.* FROM r"),
        IN_FROM("SELECT * FROM (%s)"),
        BY_COLUMN("SELECT a, q.b FROM (%s) q"),
        RENAMED("SELECT y AS a, x AS b FROM (SELECT b, a FROM (%s)) AS q(x, y)"),
        LIMITED("SELECT * FROM (%s) LIMIT 5"),
        TWICE("(%1$s) UNION ALL (%1$s)"),
        JOINED("SELECT q.* FROM (%s) q CROSS JOIN raw.codes"),
        LATERAL("SELECT q.* FROM (SELECT 1) AS one(x), LATERAL (%s) AS q");

        private final String text;

        Wrapping(String text) {
            this.text = text;
        }
    }

    @Property(tries = 300)
    void wrappingChangesNothing(@ForAll("queries") String query, @ForAll List<Wrapping> wrappings)
            throws SqlSyntaxException {
        String wrapped = "SELECT a, b FROM (" + query + ")";
        String inner = wrapped;
        for (Wrapping wrapping : wrappings.subList(0, Math.min(3, wrappings.size()))) {
            String next = wrapping.text.formatted(wrapped);
            wrapped = next.startsWith("SELECT") ? next : "SELECT * FROM (" + next + ")";
        }
        assertThat(written(origins(wrapped))).as(wrapped).isEqualTo(written(origins(inner)));
    }

    /** What a condition reads decides, wherever the condition stands, and gives no value. */
    @Property(tries = 300)
    void conditionsAddToRowsAlone(@ForAll("queries") String query, @ForAll("conditions") String condition)
            throws SqlSyntaxException {
        SqlOrigins before = origins("SELECT a, b FROM (" + query + ")");
        SqlOrigins after = origins("SELECT a, b FROM (" + query + "), raw.deep WHERE " + condition);
        assertThat(after.columns()).isEqualTo(before.columns());
        Set<Edge> rows = new HashSet<>(before.rows());
        rows.addAll(origins("SELECT 1 FROM (" + query + "), raw.deep WHERE " + condition)
                .rows());
        assertThat(after.rows()).isEqualTo(rows).hasSizeGreaterThan(0);
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> items = Arbitraries.of(
                "v.began",
                "trunc(v.began, 'MM')",
                "coalesce(began, ended)",
                "1",
                "(SELECT max(note) FROM raw.w WHERE w.id = v.id)",
                "CASE WHEN began > 1 THEN ended ELSE v.id END",
                "if(EXISTS (SELECT 1 FROM raw.w WHERE w.id = v.id), began, 0)",
                "began IN (SELECT note FROM raw.w WHERE w.began > 1)",
                "row_number() OVER (PARTITION BY v.id ORDER BY ended)",
                "max(began) OVER w",
                "md5(v.id)");
        Arbitrary<String> aggregates = Arbitraries.of(
                "v.id",
                "max(began)",
                "count(*)",
                "sum(ended) FILTER (WHERE began > 1)",
                "CASE WHEN max(ended) > 1 THEN min(began) END",
                "max(CASE v.id WHEN 'a' THEN ended END)");
        Arbitrary<String> from = Arbitraries.of(
                "raw.v",
                "raw.v v LEFT JOIN raw.deep ON deep.id = v.id",
                "(SELECT * FROM raw.v WHERE ended > 2) v",
                "(SELECT DISTINCT * FROM raw.v) AS v(id, began, ended)",
                "raw.v LEFT SEMI JOIN raw.deep USING (id)");
        Arbitrary<String> where = Arbitraries.of("", " WHERE ended > 1", " WHERE v.id IN (SELECT id FROM raw.w)");
        Arbitrary<String> rows = Combinators.combine(items, items, from, where)
                .as((a, b, source, filter) -> "SELECT " + a + " AS a, " + b + " AS b FROM " + source + filter
                        + " WINDOW w AS (PARTITION BY v.id ORDER BY ended)");
        Arbitrary<String> groups = Combinators.combine(aggregates, aggregates, from, where)
                .as((a, b, source, filter) -> "SELECT " + a + " AS a, " + b + " AS b FROM " + source + filter
                        + " GROUP BY v.id HAVING count(ended) > 1");
        Arbitrary<String> one = Arbitraries.oneOf(rows, groups);
        Arbitrary<String> two = Combinators.combine(
                        one, Arbitraries.of("UNION", "UNION ALL", "EXCEPT", "INTERSECT"), one)
                .as((left, operator, right) -> left + " " + operator + " " + right);
        return Arbitraries.oneOf(one, one, two);
    }

    @Provide
    Arbitrary<String> conditions() {
        return Arbitraries.of(
                "deep.id = 1",
                "size(tags) > 1",
                "deep.id IN (SELECT id FROM raw.w)",
                "CASE WHEN deep.id = 1 THEN tags END IS NULL");
    }

    @Test
    void longAndWideQueriesAreAnsweredAtOnce() {
        String joins = IntStream.range(0, 30)
                .mapToObj(i -> " JOIN raw.w w" + i + " ON w" + i + ".id = v.id AND w" + i + ".began > v.began")
                .collect(Collectors.joining());
        String columns = IntStream.range(0, 20)
                .mapToObj(i -> IntStream.range(0, 2_000)
                        .mapToObj(j -> "WHEN w" + j % 30 + ".note > " + j + " THEN w" + (i + j) % 30 + ".began + 1")
                        .collect(Collectors.joining(" ", "CASE ", " END AS c" + i)))
                .collect(Collectors.joining(", "));
        String wide = "SELECT " + columns + " FROM raw.v" + joins;
        String nested = IntStream.range(0, 20)
                .mapToObj(i -> "EXISTS (SELECT 1 FROM raw.w WHERE w.id = v.id AND ")
                .collect(Collectors.joining("", "SELECT id FROM raw.v WHERE ", "TRUE" + ")".repeat(20)));
        String doubled = IntStream.range(1, 60)
                .mapToObj(i -> ", q" + i + " AS (SELECT DISTINCT a.id, b.began FROM q" + (i - 1) + " a JOIN q" + (i - 1)
                        + " b ON a.id = b.id WHERE a.began > b.began)")
                .collect(Collectors.joining("", "WITH q0 AS (SELECT * FROM raw.v)", " SELECT id FROM q59"));
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            SqlOrigins found = origins(wide);
            assertThat(found.named("c0").edges()).hasSize(2);
            assertThat(found.rows()).hasSize(4);
            assertThat(origins(nested).rows()).hasSize(2);
            assertThat(origins(doubled).rows()).hasSize(4);
        });
    }

    private SqlOrigins origins(String query) throws SqlSyntaxException {
        return grammar.origins(query, table -> TABLES.getOrDefault(table, List.of()));
    }

    private static String written(SqlOrigins found) {
        Stream<String> columns = found.columns().stream()
                .map(column -> column.name() + written(column.derivation().edges()));
        Stream<String> others = found.unnamed().isEmpty()
                ? Stream.of()
                : Stream.of("?" + written(found.unnamed().edges()));
        Stream<String> rows = Stream.of(written(found.rows()).strip());
        return Stream.of(columns, others, rows)
                .flatMap(part -> part)
                .collect(Collectors.joining(" | "))
                .strip();
    }

    private static String written(Set<Edge> edges) {
        return edges.stream()
                .map(edge -> new LineageEdge(
                        new InputColumn(edge.from().table(), edge.from().column()), edge.kind()))
                .sorted()
                .map(edge -> " " + MARKS.get(edge.kind()) + edge.from())
                .collect(Collectors.joining());
    }
}
