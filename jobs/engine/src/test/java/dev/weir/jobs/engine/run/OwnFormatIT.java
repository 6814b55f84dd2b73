package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.OneTableWorkspace;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.classify.Classification;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A product of a source in a format that is found beside Weir's own, {@code KeyValueLines}, by a run like any other. */
@ExtendWith(SparkFixture.class)
class OwnFormatIT {

    private static final String COLUMNS = """
        - { name: id, physicalName: 编号, logicalType: string, classification: NONE }
        - { name: cost, logicalType: number, physicalType: "decimal(9,2)", classification: NONE }
        - { name: born, logicalType: date, classification: DATE }
        """;

    private static final String RELEASED = """
        - { name: id, logicalType: string, primaryKey: true, classification: NONE }
        - { name: cost, logicalType: number, physicalType: "decimal(9,2)", classification: NONE }
        """;

    private static final String SERVER = "{ server: files, type: local, environment: laptop, path: \"raw/*.kv\","
            + " format: key-value, customProperties: [{ property: weirRead, value: { between: \"|\", encoding: GB18030 } }] }";

    @TempDir
    private Path folder;

    private OneTableWorkspace workspace;

    @BeforeEach
    void write() throws IOException {
        workspace = OneTableWorkspace.create(folder, "clinic", "visits")
                .source(SERVER, 0.6, COLUMNS)
                .table("SELECT id, cost FROM raw.visits", RELEASED);
    }

    @Test
    void isReadByARunLikeAnyOther() throws IOException {
        Files.write(
                folder.resolve("raw/a.kv"),
                "编号=甲|cost=1.50|born=1970-01-03\n\n编号=乙|cost=x\n编号\n编号=丁\n".getBytes("GB18030"));
        Manifest manifest = new ProductRun(session(), "1.0.0", event -> {})
                .run("clinic", RunRequest.usual())
                .manifest()
                .orElseThrow();
        assertThat(session()
                        .releases()
                        .read(manifest, "visits")
                        .orderBy("id")
                        .toJSON()
                        .collectAsList())
                .containsExactlyInAnyOrder("{\"id\":\"甲\",\"cost\":1.50}", "{\"id\":\"丁\"}");
        SourceCount read = manifest.record().sources().get(0);
        assertThat(read.records()).isEqualTo(4);
        assertThat(read.unreadable()).isEqualTo(2);
        assertThat(session()
                        .spark()
                        .table("weir.clinic_quarantine.source__raw_visits__visits")
                        .selectExpr("concat_ws(' ', _weir_file, _weir_line, _weir_reasons[0].rule)")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyInAnyOrder("raw/a.kv 3 unreadable.type", "raw/a.kv 4 unreadable.too-few-fields");
        assertThat(new Classification(
                                session(), LawPack.of(session().workspace().law()))
                        .source(session().workspace().sources().get(0), table -> true)
                        .get(0)
                        .columns())
                .extracting(column -> column.column().name() + " "
                        + column.proposal().category().orElse("-"))
                .contains("born DATE");
    }

    @Test
    void itsKeysAreCheckedLikeAnyOthers() throws IOException {
        Path source = folder.resolve("contracts/raw/visits.odcs.yaml");
        String other =
                Files.readString(source).replace("raw.visits", "raw.other").replace("key-value", "csv");
        workspace
                .source(SERVER.replace("between: \"|\", ", "between: \"||\", trim: true, "), 0.6, COLUMNS)
                .write("contracts/raw/other.odcs.yaml", other);
        assertThat(WorkspaceReader.readWhatCanBe(folder, Optional.empty(), Map.of(), Grammars.languages())
                        .problems())
                .extracting(Problem::what)
                .containsExactlyInAnyOrder(
                        "'between' is '||'",
                        "'trim' of weirRead says nothing here",
                        "'between' of weirRead says nothing here");
    }

    private WeirSession session() {
        Workspace workspace = WorkspaceReader.read(folder, Optional.empty(), Map.of(), Grammars.languages());
        return WeirSession.open(workspace);
    }
}
