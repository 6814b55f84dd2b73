package dev.weir.jobs.release.catalogue.apart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.InProcess;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.HeadCatalogue;
import dev.weir.jobs.release.catalogue.HeadCatalogueContract;
import dev.weir.jobs.release.catalogue.TableRow;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue that is found beside Weir's own: it keeps what every catalogue keeps, and serves runs. */
class ApartCatalogueIT extends HeadCatalogueContract {

    @TempDir
    private Path apart;

    @Override
    protected HeadCatalogue of(Warehouse warehouse) {
        return new ApartCatalogue(apart.resolve("heads.db"), warehouse);
    }

    @Test
    void servesAWholeRun(@TempDir Path workspace, SparkSession shared) throws IOException {
        ClinicFiles files = ClinicFiles.in(workspace).deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n");
        catalogue(files, apart.resolve("heads.db").toString());
        InProcess.release(shared, workspace, "clinic");
        files.deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,M,40\n");
        Manifest second = InProcess.release(shared, workspace, "clinic");
        assertThat(second.number()).isEqualTo(2);
        Catalogue catalogue = of(Warehouse.of(files.read()));
        assertThat(catalogue.rows()).extracting(TableRow::identifier).contains("clinic.patients", "clinic.visits");
        assertThat(catalogue.lost()).isEmpty();
        assertThat(session(catalogue)
                        .table(Catalogue.table("clinic", "patients"))
                        .count())
                .isEqualTo(2);
        assertThat(workspace.resolve("warehouse/catalog.db")).doesNotExist();
    }

    @Test
    void itsKeysAreCheckedWithoutAnEngine(@TempDir Path workspace) throws IOException {
        catalogue(ClinicFiles.in(workspace), "heads.db");
        assertThat(WorkspaceReader.readWhatCanBe(workspace, Optional.empty(), Map.of(), Grammars.languages())
                        .problems())
                .extracting(Problem::what)
                .containsExactly("'file' of the catalogue is 'heads.db'");
    }

    private static void catalogue(ClinicFiles files, String file) throws IOException {
        files.write(
                "weir.yaml",
                Files.readString(files.root().resolve("weir.yaml"))
                        .replace(
                                "warehouse: warehouse,",
                                "warehouse: warehouse, catalogue: { type: apart, file: \"" + file + "\" },"));
    }
}
