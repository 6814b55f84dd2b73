package dev.weir.jobs.release.storage;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.Profile;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.warehouse.WarehouseOpener;
import java.util.ArrayList;
import java.util.List;

/** The places of a workspace's profile that lie in buckets, and that releases are written to. */
public final class BucketPlaces {

    private BucketPlaces() {}

    /** Warehouse and release log, as far as they lie there. */
    public static List<FileStorage> of(Workspace workspace) {
        Profile.Storage storage = workspace.profile().storage();
        List<FileStorage> places = new ArrayList<>();
        if (storage.isInBucket()) {
            places.add(WarehouseOpener.open(storage.warehouse(), workspace));
        }
        if (storage.releases().isS3()) {
            places.add(WarehouseOpener.open(storage.releases().address(), workspace));
        }
        return places;
    }
}
