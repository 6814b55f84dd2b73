package dev.weir.jobs.engine.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.release.catalogue.Catalogue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A row is put aside because its columns have moved by one: what stands in a column that is kept may tell a person. */
@ExtendWith(SparkFixture.class)
class QuarantinedValuesIT {

    @TempDir
    private Path folder;

    @Test
    void noValueOfAKeptColumnTellsAPerson() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver(
                        "patients",
                        ClinicFiles.PATIENTS
                                + "p1,i1,F,30\np2,i2,11010119900307803X,30\np3,i3,13812345678,30\np4,i4,张伟,30\n"
                                + "p5,i5,6222021001122334458,30\np6,i6,unknown,30\np7,i7,x,30\n"
                                + "p8,i8,lihua@example.com,30\n");
        files.rules("patients", "id: known-sex, row: \"sex IN ('F', 'M')\", severity: quarantine");

        try (WeirSession session = WeirSession.open(files.read())) {
            RunRecord run = new ProductRun(session, "1.0.0", event -> {})
                    .run("clinic", RunRequest.usual())
                    .record();
            assertThat(run.tables().get(0).quarantined()).isEqualTo(7);
            Map<Long, String> shown = new HashMap<>();
            for (Row row : session.spark()
                    .table(Catalogue.NAME + ".clinic_quarantine.patients")
                    .collectAsList()) {
                shown.put(row.getAs("_weir_line"), row.getAs("sex"));
            }
            assertThat(shown)
                    .containsEntry(3L, "[RID]")
                    .containsEntry(4L, "[PHONE]")
                    .containsEntry(5L, "[NAME]")
                    .containsEntry(6L, "[BANK]")
                    .containsEntry(7L, "unknown")
                    .containsEntry(8L, "x")
                    .containsEntry(9L, "[EMAIL]");
        }
    }
}
