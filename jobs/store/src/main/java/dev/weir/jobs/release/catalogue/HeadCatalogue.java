package dev.weir.jobs.release.catalogue;

import java.util.List;

/** A catalogue whose rows name metadata files that its clients write: to commit is to move heads to other files. */
public interface HeadCatalogue extends Catalogue {

    /** Moves the heads of several tables at once: all of them, or none where one is not where it was thought to be. */
    Moved move(List<Head> heads);

    @Override
    default Moved commit(List<TableChange> changes) {
        return PendingMetadata.commit(changes, this::move);
    }
}
