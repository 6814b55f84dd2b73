package dev.weir.jobs.plan.lineage;

import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import java.util.Optional;

/** A column of a workspace: a source's, or one that a product releases. */
public sealed interface WorkspaceColumn {

    /** Its full name, such as {@code raw.encounters.stop} or {@code clinical.encounters.stopped_at}. */
    InputColumn name();

    /** Its type, as {@link dev.weir.contracts.DataType#display()} has it. */
    String type();

    /** The code in law; empty where a source does not say. */
    Optional<String> category();

    /** What was done to its values before readers see them; empty where nothing was. */
    Optional<AppliedMask> mask();

    /** Whether readers find no such column. */
    default boolean isDropped() {
        return mask().filter(AppliedMask::drops).isPresent();
    }

    /**
     * A column that no product of the graph makes: of files, of a database, or of the release of a product outside of it.
     *
     * @param where it is read
     */
    record OfSource(InputColumn name, String type, Optional<String> category, Where where) implements WorkspaceColumn {

        @Override
        public Optional<AppliedMask> mask() {
            return Optional.empty();
        }
    }

    /**
     * Where a source's column is read.
     *
     * @param location a folder or glob, the address of a database, or a release
     * @param format of files, by its name; {@code release}, or the type of a database
     * @param called what the column is called there
     */
    record Where(String location, String format, String called) {}

    /**
     * A column of a product.
     *
     * @param product its id
     * @param released the column as readers see it
     * @param reason of its mask: contract or law, with the articles of the law
     */
    record OfProduct(InputColumn name, String product, ReleasedColumn released, String reason)
            implements WorkspaceColumn {

        @Override
        public String type() {
            return released.type();
        }

        @Override
        public Optional<String> category() {
            return Optional.of(released.category());
        }

        @Override
        public Optional<AppliedMask> mask() {
            return Optional.of(released.mask()).filter(mask -> !mask.keeps());
        }
    }
}
