package dev.weir.jobs.engine.content;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.clean.SignedTables;
import dev.weir.releases.evidence.VerificationCheck;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.journal.UnfinishedRuns;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the newest version of each table is the newest release of its product. Other programs read newest versions, and no key signs
 * which one that is. Metadata is read, and no row.
 *
 * @param tables by which they are found and compared
 */
public record NewestVersions(SignedTables tables, Warehouse warehouse, RunStore runs) {

    /** The name of the check. */
    public static final String NAME = "heads";

    /** Of a product whose dead runs were finished or undone before. */
    public VerificationCheck check(String product) {
        Optional<Manifest> newest;
        try {
            newest = tables.log().latest(product);
        } catch (ProblemsException e) {
            return noted(e.problems().get(0).what());
        }
        if (newest.isEmpty()) {
            return noted("'" + product + "' has no release");
        }
        if (!tables.log().isKept(product, newest.get().number())) {
            return noted("the rows of " + newest.get().reference() + " were let go, or declared lost");
        }
        List<Problem> differing = new ArrayList<>();
        newest.get().tables().forEach(table -> differing(newest.get(), table).ifPresent(differing::add));
        // a run moves its tables before its release is there, or behind it
        boolean isSettled = UnfinishedRuns.runs(runs, product).isEmpty()
                && tables.log().numbers(product).max().orElse(0) == newest.get().number();
        if (!differing.isEmpty() && !isSettled) {
            return noted("a run of '" + product + "' is at work");
        }
        int looked = newest.get().tables().size();
        return new VerificationCheck(
                NAME,
                looked
                        + (looked == 1 ? " table of " : " tables of ")
                        + newest.get().reference(),
                differing,
                List.of(),
                false);
    }

    private Optional<Problem> differing(Manifest newest, ReleasedTable table) {
        TableIdentity identity = TableIdentity.of(warehouse, table.version().format(), newest.product(), table.name());
        try {
            return DeepEngine.withReadErrors(identity.location(), () -> tables.beyond(identity, newest));
        } catch (ProblemsException e) {
            Problem cause = e.problems().get(0);
            return Optional.of(new Problem(
                    Code.EVIDENCE_BROKEN,
                    Place.of(identity.location()),
                    "The newest version of table '" + identity.identifier() + "' cannot be compared with "
                            + newest.reference() + ", its newest release",
                    cause.what() + ": " + cause.why(),
                    cause.remedy()));
        }
    }

    private static VerificationCheck noted(String why) {
        return new VerificationCheck(
                NAME, "0 tables", List.of(), List.of("Newest versions were not compared: " + why + "."), false);
    }
}
