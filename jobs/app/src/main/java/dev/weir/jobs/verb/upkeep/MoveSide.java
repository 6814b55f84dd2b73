package dev.weir.jobs.verb.upkeep;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.Catalogues;
import dev.weir.jobs.release.catalogue.TableRow;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a warehouse is moved from, or to.
 *
 * @param settings of the profile
 */
record MoveSide(Workspace settings, Warehouse warehouse, Catalogue catalogue, StoredReleaseLog log) {

    private static final Pattern LEASE = Pattern.compile("releases/[^/]+/(?:lease/[^/]+|run\\.lock)");

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

    /**
     * A file that lies in the warehouse's place; empty where none does. What a mere trial of the place leaves does not count:
     * hidden files, the file with the warehouse's place, leases and locks. A store may show folders without files.
     */
    Optional<String> occupant() {
        FileStorage files = warehouse.files();
        try {
            for (String folder : files.folders("")) {
                Optional<String> found = isHidden(folder)
                        ? Optional.empty()
                        : files.walk(folder).stream()
                                .map(FileStorage.StoredFile::name)
                                .filter(name -> !LEASE.matcher(name).matches())
                                .findFirst();
                if (found.isPresent()) {
                    return found.map(files::place);
                }
            }
            boolean made = new RecordedRoot(warehouse).isThere();
            return files.list("").stream()
                    .filter(name -> !isHidden(name) && !(made && name.equals(RecordedRoot.FILE)))
                    .findFirst()
                    .map(files::place);
        } catch (IOException e) {
            throw Warehouse.notWritable(root(), e);
        }
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".");
    }
}
