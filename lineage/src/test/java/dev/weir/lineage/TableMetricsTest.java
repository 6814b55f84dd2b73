package dev.weir.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.Verdict;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableMetricsTest {

    private static final String HASH = "0".repeat(64);

    @Test
    void passedRulesProveThatNoValueIsMissingAndThatAllDiffer() throws Exception {
        JsonNode metrics = metrics(
                passed(new Rule.Key(List.of("id"), Rule.Nulls.FAIL), Severity.BLOCK, 0),
                passed(new Rule.Key(List.of("code", "day"), Rule.Nulls.FAIL), Severity.QUARANTINE, 2),
                passed(new Rule.Row("`name` IS NOT NULL", List.of("name")), Severity.QUARANTINE, 1));
        assertThat(metrics.path("rowCount").asLong()).isEqualTo(5);
        assertThat(metrics.path("bytes").asLong()).isEqualTo(70_000);
        assertThat(metrics.path("fileCount").asLong()).isEqualTo(3);
        assertThat(metrics.get("columnMetrics")).isEqualTo(new ObjectMapper().readTree("""
                        {"id": {"nullCount": 0, "distinctCount": 5},
                         "code": {"nullCount": 0}, "day": {"nullCount": 0}, "name": {"nullCount": 0}}"""));
    }

    @Test
    void whatIsNotProvedIsNotThere() throws Exception {
        assertThat(metrics(
                                passed(new Rule.Key(List.of("id"), Rule.Nulls.PASS), Severity.BLOCK, 0),
                                passed(
                                        new Rule.Key(
                                                List.of("day"),
                                                Rule.Nulls.FAIL,
                                                Optional.of("id > 2"),
                                                Optional.empty()),
                                        Severity.BLOCK,
                                        0),
                                passed(
                                        new Rule.Row(
                                                "`name` IS NOT NULL",
                                                Optional.of("id > 2"),
                                                List.of("name"),
                                                Optional.empty()),
                                        Severity.BLOCK,
                                        0),
                                passed(new Rule.Row("`code` IS NOT NULL", List.of("code")), Severity.WARN, 1),
                                passed(new Rule.Key(List.of("masked"), Rule.Nulls.FAIL), Severity.BLOCK, 0))
                        .get("columnMetrics"))
                .isEmpty();
    }

    private static JsonNode metrics(Verdict... verdicts) throws Exception {
        OpenLineage openLineage = new OpenLineage(URI.create("https://example.org"));
        List<ReleasedColumn> columns = List.of(
                column("id", "keep"),
                column("code", "keep"),
                column("day", "keep"),
                column("name", "keep"),
                column("masked", "pseudonymise"));
        ReleasedTable table = new ReleasedTable(
                "visits",
                new ReleasedTable.Version(TableFormat.DELTA, "/w/visits", "/w/visits", 1),
                columns,
                new ContentDigest(5, "weir-rows-1:" + HASH, HASH, List.of()),
                new DataFiles(3, 70_000, HASH),
                "clinic.visits 1.0.0");
        return new ObjectMapper()
                .readTree(
                        OpenLineageClientUtils.toJson(new TableMetrics(openLineage, table, List.of(verdicts)).facet()));
    }

    private static ReleasedColumn column(String name, String mask) {
        return new ReleasedColumn(name, "string", "NONE", mask, "", "");
    }

    private static Verdict passed(Rule.Check check, Severity severity, long failed) {
        Rule rule = new Rule(
                "visits.rule",
                "visits",
                check,
                severity,
                new Rule.Standing(Rule.Author.CONTRACT, Dimension.UNIQUENESS, "", ""),
                new Place("contracts/visits.yaml", 1, 1));
        return new Verdict(rule, Verdict.Answer.PASSED, 7, failed, "");
    }
}
