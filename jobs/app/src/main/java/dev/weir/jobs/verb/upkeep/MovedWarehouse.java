package dev.weir.jobs.verb.upkeep;

import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.releases.warehouse.WarehouseCopy;
import java.util.List;
import java.util.Optional;

/**
 * A warehouse that lies in the place and the catalogue of another profile now, with every release proved there. Where it was, nothing
 * was changed.
 *
 * @param profile the other one
 * @param from root of the warehouse
 * @param to its root in the other profile; the same where the catalogue alone is another
 * @param copied data files and all that lies beside the tables
 * @param tables the Iceberg tables that the other catalogue has
 * @param releases all that were proved
 */
public record MovedWarehouse(
        String profile,
        String from,
        String to,
        WarehouseCopy.Copied copied,
        List<String> tables,
        List<ProvedRelease> releases) {

    public MovedWarehouse {
        tables = List.copyOf(tables);
        releases = List.copyOf(releases);
    }

    /**
     * A release that was read at the other place.
     *
     * @param reference such as {@code clinical@12}
     * @param tables how many it has
     * @param rows whose sum is the content hash of its manifest
     * @param expired whether its rows were let go before the move, so that its manifest and its evidence alone were proved
     */
    public record ProvedRelease(String reference, int tables, long rows, boolean expired) {}

    /**
     * Moves the warehouse of the desk's profile, with a note for each step. It may be stopped at any point and done again.
     *
     * @param profile of the same {@code weir.yaml}
     * @throws dev.weir.contracts.ProblemsException with {@code CONFLICT} while a run is at work or was not settled; with {@code
     *     NOT_WRITABLE} where the other place is not empty; with {@code EVIDENCE_BROKEN} when a release could not be proved there
     */
    public static MovedWarehouse of(Desk desk, String profile) {
        WorkspaceFolder folder = desk.folder();
        WorkspaceFolder other = new WorkspaceFolder(folder.root(), Optional.of(profile), folder.environment());
        return new WarehouseMove(desk, desk.settings(), other.settings()).make();
    }
}
