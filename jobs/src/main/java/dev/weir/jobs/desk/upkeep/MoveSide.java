package dev.weir.jobs.desk.upkeep;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.Catalogues;
import dev.weir.jobs.release.catalogue.TableRow;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.util.List;

/**
 * Where a warehouse is moved from, or to.
 *
 * @param settings of the profile
 */
record MoveSide(Workspace settings, Warehouse warehouse, Catalogue catalogue, StoredReleaseLog log) {

    static MoveSide of(Workspace settings) {
        Warehouse warehouse = Warehouse.of(settings);
        return new MoveSide(
                settings, warehouse, Catalogues.of(settings.profile(), warehouse), StoredReleaseLog.of(settings));
    }

    String root() {
        return warehouse.root();
    }

    RunStore runs() {
        return RunStore.of(settings, log);
    }

    List<TableRow> rows() {
        return catalogue.exists() ? catalogue.rows() : List.of();
    }

    boolean isSameCatalogue(MoveSide other) {
        return settings.profile()
                .storage()
                .catalogue()
                .equals(other.settings.profile().storage().catalogue());
    }

    /** Whether no file lies in the warehouse's place; hidden ones are of processes that tried it. A store may show folders without files. */
    boolean isEmpty() {
        FileStorage files = warehouse.files();
        try {
            for (String folder : files.folders("")) {
                if (!isHidden(folder) && !files.walk(folder).isEmpty()) {
                    return false;
                }
            }
            return files.list("").stream().allMatch(MoveSide::isHidden);
        } catch (IOException e) {
            throw Warehouse.notWritable(root(), e);
        }
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".");
    }
}
