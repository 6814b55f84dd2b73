package dev.weir.releases.warehouse;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.port.InstalledPlugins;
import dev.weir.releases.storage.FileStorage;

/** Opens warehouses that are no folder of this machine. Each is found by {@link java.util.ServiceLoader}. */
public interface WarehouseOpener {

    /** How the addresses begin that it opens, such as {@code s3a://}. */
    String scheme();

    /**
     * What lies at such an address, reached by a workspace's profile; nothing is asked of the store yet.
     *
     * @throws NoClassDefFoundError when this process was started without what it takes
     */
    FileStorage at(String address, Workspace workspace);

    /**
     * @throws ProblemsException with {@link Code#UNSUPPORTED} when there is no opener for such an address, or this process cannot
     */
    static FileStorage open(String address, Workspace workspace) {
        WarehouseOpener opener = InstalledPlugins.all(WarehouseOpener.class, "the opener of warehouses").stream()
                .filter(candidate -> address.startsWith(candidate.scheme()))
                .findFirst()
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNSUPPORTED,
                        Place.of("weir.yaml"),
                        "The warehouse '" + address + "' cannot be opened",
                        "this version keeps tables in a folder, or in a bucket of S3",
                        "Name a folder, such as 'warehouse', or a bucket, such as 's3a://bucket/prefix'."));
        try {
            return opener.at(address, workspace);
        } catch (NoClassDefFoundError e) {
            throw ProblemsException.of(
                    Code.UNSUPPORTED,
                    Place.of("weir.yaml"),
                    "The warehouse in '" + address + "' cannot be opened by this command",
                    "it was started without Hadoop, which a bucket takes",
                    "Start it with the launcher 'weir', in the workspace or with --workspace.");
        }
    }
}
