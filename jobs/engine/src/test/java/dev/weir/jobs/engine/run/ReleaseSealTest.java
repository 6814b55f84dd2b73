package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.releases.evidence.ReleaseFiles;
import dev.weir.releases.log.SampleRelease;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseSealTest {

    /** What a run counted, and what its files hold, may differ where a table lost a file before the run. */
    @Test
    void noManifestIsSignedWhoseRowsAreNotThoseOfItsFiles() {
        DataFileList list = new DataFileList(
                "patients", List.of(new DataFileList.DataFile("part-1.parquet", 100, 12, "0".repeat(64))));
        ReleaseFiles files = new ReleaseFiles(List.of(list), List.of(), List.of());

        assertThatCode(() -> ReleaseSeal.requireCounts(draft(list, 12), files)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ReleaseSeal.requireCounts(draft(list, 17), files))
                .hasMessageContaining("V001")
                .hasMessageContaining(
                        "The list of data files of table 'patients' does not add up to what the manifest says")
                .hasMessageContaining("1 files with 12 rows, the manifest 1 with 17");
    }

    private static Manifest draft(DataFileList list, long rows) {
        return SampleRelease.of(
                1,
                Optional.empty(),
                "run-1",
                List.of(new ReleasedTable(
                        "patients",
                        new ReleasedTable.Version(TableFormat.DELTA, "/w/clinical/patients", "/w/clinical/patients", 1),
                        List.of(),
                        new ContentDigest(rows, "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                        list.inSum(),
                        "clinical.patients 1.0.0")));
    }
}
