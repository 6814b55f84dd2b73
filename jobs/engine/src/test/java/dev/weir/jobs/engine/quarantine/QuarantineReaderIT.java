package dev.weir.jobs.engine.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.QuarantineDebt;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.jobs.SparkFixture;
import dev.weir.releases.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkFixture.class)
class QuarantineReaderIT {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final QuarantineReader.Question ALL =
            new QuarantineReader.Question(Optional.empty(), Optional.empty(), 2);

    private final SparkSession spark;
    private final Warehouse warehouse;
    private String product = "";

    QuarantineReaderIT(SparkSession spark) {
        this.spark = spark;
        this.warehouse = new Warehouse(SparkFixture.warehouse());
    }

    @BeforeEach
    void aProduct() {
        product = SparkFixture.freshNamespace(spark);
        spark.sql("CREATE NAMESPACE weir." + product + "_quarantine");
    }

    @Test
    void rowsAreGroupedByCauseAndCountedOfThatRunAlone() {
        table("visits", """
            VALUES ('r1', 'a.csv', 2L, 'x1', 'rule-a', 'stay', CAST(NULL AS STRING)),
                   ('r1', 'a.csv', 9L, 'x2', 'rule-a', 'stay', NULL),
                   ('r1', 'a.csv', 5L, 'x3', 'rule-a', 'stay', NULL),
                   ('r1', 'b.csv', 1L, 'x4', 'rule-b', 'id', 'no such parent'),
                   ('r2', 'a.csv', 2L, 'x1', 'rule-a', 'stay', NULL)\
            """);
        table("source__raw_visits__visits", """
            VALUES ('r1', 'a.csv', 3L, 'rule', 'unreadable.type', 'START', 'not a day')\
            """);

        List<QuarantinedTable> found = read(run("r1", 4, 1), ALL);

        assertThat(found)
                .extracting(QuarantinedTable::table, QuarantinedTable::rows, QuarantinedTable::state)
                .containsExactly(
                        tuple("visits", 4L, QuarantinedTable.State.KEPT),
                        tuple("raw.visits.visits", 1L, QuarantinedTable.State.KEPT));
        assertThat(found.get(0).causes())
                .extracting(QuarantinedTable.Cause::rule, QuarantinedTable.Cause::detail, QuarantinedTable.Cause::rows)
                .containsExactly(
                        tuple("rule-a", Optional.empty(), 3L), tuple("rule-b", Optional.of("no such parent"), 1L));
        assertThat(found.get(0).causes().get(0).examples())
                .extracting(QuarantinedTable.Example::line, QuarantinedTable.Example::values)
                .containsExactly(
                        tuple(OptionalLong.of(2), "{\"value\":\"x1\"}"),
                        tuple(OptionalLong.of(5), "{\"value\":\"x3\"}"));
        assertThat(read(
                        run("r1", 4, 1),
                        new QuarantineReader.Question(Optional.of("rule-b"), Optional.of("visits"), 0)))
                .singleElement()
                .satisfies(part -> assertThat(part.causes()).singleElement().satisfies(cause -> {
                    assertThat(cause.rows()).isEqualTo(1);
                    assertThat(cause.examples()).isEmpty();
                }));
    }

    @Test
    void aTableThatWasDroppedSinceIsTold() {
        table("visits", "VALUES ('r1', 'a.csv', 2L, 'x1', 'rule-a', 'stay', CAST(NULL AS STRING))");
        spark.sql("DROP TABLE weir." + product + "_quarantine.visits");
        assertThat(read(run("r1", 1, 0), ALL)).singleElement().satisfies(part -> {
            assertThat(part.state()).isEqualTo(QuarantinedTable.State.DROPPED);
            assertThat(part.causes()).isEmpty();
        });
        assertThat(new DebtReader(spark, warehouse)
                        .read(run("r1", 1, 0), List.of())
                        .parts())
                .isEmpty();
    }

    @Test
    void ofTenThousandRowsOfOneCauseAFewAreShown() {
        spark.range(10_000)
                .selectExpr(
                        "'r1' AS _weir_run",
                        "'a.csv' AS _weir_file",
                        "id + 2 AS _weir_line",
                        "id AS value",
                        "array(named_struct('rule', 'rule-a', 'column', 'stay', 'detail', CAST(NULL AS STRING))) AS"
                                + " _weir_reasons")
                .write()
                .format("delta")
                .save(warehouse.table(product + "_quarantine", "visits").toString());
        assertThat(read(run("r1", 10_000, 0), ALL))
                .singleElement()
                .satisfies(part -> assertThat(part.causes()).singleElement().satisfies(cause -> {
                    assertThat(cause.rows()).isEqualTo(10_000);
                    assertThat(cause.examples())
                            .extracting(QuarantinedTable.Example::line)
                            .containsExactly(OptionalLong.of(2), OptionalLong.of(3));
                }));
    }

    @Test
    void aRowIsKnownAgainByFileAndLineOrByItsMaskedValues() {
        table("visits", """
            VALUES ('r1', 'a.csv', 2L, 'x1', 'rule-a', 'stay', CAST(NULL AS STRING)),
                   ('r1', NULL, NULL, 'sum', 'rule-a', 'stay', NULL),
                   ('held', 'a.csv', 7L, 'x7', 'rule-a', 'stay', NULL),
                   ('r2', 'a.csv', 2L, 'edited', 'rule-b', 'stay', NULL),
                   ('r2', 'a.csv', 2L, 'its twin', 'rule-b', 'stay', NULL),
                   ('r2', NULL, NULL, 'sum', 'rule-a', 'stay', NULL),
                   ('r2', NULL, NULL, 'another sum', 'rule-a', 'stay', NULL),
                   ('r2', 'a.csv', 7L, 'x7', 'rule-a', 'stay', NULL),
                   ('r3', 'a.csv', 2L, 'edited', 'rule-b', 'stay', NULL),
                   ('r3', 'c.csv', 2L, 'new', 'rule-b', 'stay', NULL)\
            """);
        List<Manifest> releases = List.of(manifest(1, "r1"), manifest(2, "r2"));

        QuarantineDebt second = new DebtReader(spark, warehouse).read(run("r2", 5, 0), releases);
        assertThat(second.parts())
                .extracting(QuarantineDebt.Part::release, QuarantineDebt.Part::rows)
                .containsExactly(tuple(OptionalLong.of(1), 3L), tuple(OptionalLong.of(2), 2L));
        assertThat(second.parts().get(0).since()).isEqualTo(START.plusSeconds(86_400));

        // Held after release 2: what no release was made without is new.
        QuarantineDebt held = new DebtReader(spark, warehouse).read(run("r3", 2, 0), releases);
        assertThat(held.parts())
                .extracting(QuarantineDebt.Part::release, QuarantineDebt.Part::rows)
                .containsExactly(tuple(OptionalLong.of(1), 1L), tuple(OptionalLong.empty(), 1L));
    }

    private List<QuarantinedTable> read(RunRecord run, QuarantineReader.Question question) {
        return new QuarantineReader(spark, warehouse).read(run, question);
    }

    private void table(String name, String values) {
        boolean source = name.startsWith("source__");
        spark.sql("CREATE TABLE weir." + product + "_quarantine." + name + " USING iceberg AS SELECT "
                + (source ? "" : "v AS value, ") + "r AS _weir_run, f AS _weir_file, l AS _weir_line,"
                + " array(named_struct('rule', rule, 'column', c, 'detail', d)) AS _weir_reasons FROM " + values
                + " AS t(r, f, l, v, rule, c, d)");
    }

    private RunRecord run(String id, long quarantined, long unreadable) {
        return new RunRecord(
                new RunRecord.Run(id, product, "0.1.0", START, START),
                new RunRecord.Ending(Outcome.HELD, OptionalLong.empty(), List.of("a reason")),
                List.of(new SourceCount("raw.visits.visits", List.of(), 20, 20 - unreadable, unreadable)),
                List.of(
                        new TableCount("visits", 10_000, 10_000 - quarantined, quarantined, 0),
                        new TableCount("empty", 3, 3, 0, 0)),
                List.of());
    }

    private Manifest manifest(long number, String run) {
        Instant ended = START.plusSeconds(86_400 * number);
        return new Manifest(
                number,
                new Manifest.ProductFacts(product, "", "", List.of(), List.of(), "enclave", CatalogueFacts.NONE),
                new RunRecord(
                        new RunRecord.Run(run, product, "0.1.0", ended, ended),
                        new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(number), List.of()),
                        List.of(),
                        List.of(),
                        List.of()),
                List.of(),
                new Manifest.Basis(List.of(), "cn-2026-01", "0".repeat(64), List.of()),
                number == 1 ? Optional.empty() : Optional.of("0".repeat(64)));
    }
}
