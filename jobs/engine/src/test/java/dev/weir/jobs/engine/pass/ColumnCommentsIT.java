package dev.weir.jobs.engine.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.rollback.Rollback;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.release.catalogue.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any engine that opens a table sees what its columns mean, as the release has it that the table holds. */
@ExtendWith(SparkFixture.class)
class ColumnCommentsIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"iceberg", "delta"})
    void followTheContractAndTheRollback(String format) throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .format(new TableFormat(format))
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n")
                .deliver("visits", ClinicFiles.VISITS + "v1,p1,2024-03-01,2024-04-01,flu,1.50\n");
        describe(files, "cost", "What it cost", "CNY");
        run(files);

        assertThat(comments(files))
                .containsEntry("cost", "What it cost. Unit: CNY. Category: NONE. Mask: keep.")
                .containsEntry("patient", "Category: MRN. Mask: pseudonymise.")
                .hasSize(6);

        describe(files, "cost", "What was paid (费用)。", "CNY");
        run(files);
        assertThat(comments(files)).containsEntry("cost", "What was paid (费用)。 Unit: CNY. Category: NONE. Mask: keep.");

        try (WeirSession session = WeirSession.open(files.read())) {
            new Rollback(session, "1.0.0", event -> {}, Clock.systemUTC()).to("clinic", 1, Optional.empty());
        }
        assertThat(comments(files)).containsEntry("cost", "What it cost. Unit: CNY. Category: NONE. Mask: keep.");
    }

    private static final String COMMENT =
            "patients, a table of the data product Clinic (clinic). %s Contract: clinic.patients 1.0.0.";

    @ParameterizedTest
    @ValueSource(strings = {"iceberg", "delta"})
    void ofTheTableFollowTheProductAndTheRollback(String format) throws Exception {
        ClinicFiles files = ClinicFiles.in(folder).format(new TableFormat(format));
        files.deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n");
        run(files);
        assertThat(comment(files)).isEqualTo(COMMENT.formatted("Tests."));

        String product = "contracts/clinic/clinic.odps.yaml";
        files.write(
                product,
                Files.readString(folder.resolve(product)).replace("purpose: \"Tests.\"", "purpose: \"Beds (床位)\""));
        run(files);
        assertThat(comment(files)).isEqualTo(COMMENT.formatted("Beds (床位)."));

        try (WeirSession session = WeirSession.open(files.read())) {
            new Rollback(session, "1.0.0", event -> {}, Clock.systemUTC()).to("clinic", 1, Optional.empty());
            Manifest newest = session.releaseLog().latest("clinic").orElseThrow();
            assertThat(comment(files))
                    .isEqualTo(newest.table("patients").orElseThrow().comment(newest.about()));
        }
    }

    /** Spark's own words for the table. */
    private static String comment(ClinicFiles files) {
        try (WeirSession session = WeirSession.open(files.read())) {
            Manifest newest = session.releaseLog().latest("clinic").orElseThrow();
            ReleasedTable.Version version =
                    newest.table("patients").orElseThrow().version();
            if (version.format().equals(TableFormat.DELTA)) {
                return session.spark()
                        .sql("DESCRIBE DETAIL delta.`" + version.location() + "`")
                        .select("description")
                        .first()
                        .getString(0);
            }
            return session.spark()
                    .sql("DESCRIBE TABLE EXTENDED " + Catalogue.NAME + "." + version.identifier())
                    .where("col_name = 'Comment'")
                    .select("data_type")
                    .first()
                    .getString(0);
        }
    }

    private static void run(ClinicFiles files) {
        try (WeirSession session = WeirSession.open(files.read())) {
            assertThat(new ProductRun(session, "1.0.0", event -> {})
                            .run("clinic", RunRequest.usual())
                            .manifest())
                    .isPresent();
        }
    }

    /** By column, as readers of the newest version get them. */
    private static Map<String, String> comments(ClinicFiles files) {
        try (WeirSession session = WeirSession.open(files.read())) {
            Manifest newest = session.releaseLog().latest("clinic").orElseThrow();
            ReleasedTable.Version version = newest.table("visits").orElseThrow().version();
            Dataset<Row> rows = version.format().equals(TableFormat.ICEBERG)
                    ? session.spark().table(Catalogue.NAME + "." + version.identifier())
                    : session.spark().read().format("delta").load(version.location());
            Map<String, String> comments = new LinkedHashMap<>();
            for (StructField field : rows.schema().fields()) {
                comments.put(field.name(), field.getComment().getOrElse(() -> ""));
            }
            return comments;
        }
    }

    private void describe(ClinicFiles files, String column, String description, String unit) throws Exception {
        String contract = "contracts/clinic/visits.odcs.yaml";
        String text = Files.readString(folder.resolve(contract));
        files.write(
                contract,
                text.replaceFirst(
                        "(name: " + column + ", )(description: \"[^\"]*\", customProperties: [^\\]]*\\], )?",
                        "$1description: \"" + description + "\", customProperties: [{ property: weirUnit, value: \""
                                + unit + "\" }], "));
    }
}
