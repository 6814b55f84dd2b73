package dev.weir.lineage;

import io.openlineage.client.utils.DatasetIdentifier;
import io.openlineage.client.utils.filesystem.FilesystemDatasetUtils;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Places as OpenLineage names them: {@code file} and an absolute path, {@code s3://bucket} and a key. */
final class Locations {

    private static final String AUTHORITY = "://";

    private Locations() {}

    /**
     * The dataset that lies there.
     *
     * @param location a path, absolute or relative to the folder, or a URI; it may hold wildcards
     * @param folder absolute
     */
    static DatasetIdentifier identify(String location, Path folder) {
        return FilesystemDatasetUtils.fromLocation(uri(location, folder));
    }

    /** Where all datasets of a namespace lie; empty where the namespace is no address. */
    static Optional<URI> root(String namespace) {
        try {
            URI root = new URI(namespace.equals("file") ? "file:///" : namespace);
            return root.isAbsolute() ? Optional.of(root) : Optional.empty();
        } catch (URISyntaxException e) { // a name, such as that of a database whose address is no URI
            return Optional.empty();
        }
    }

    private static URI uri(String location, Path folder) {
        try {
            int scheme = location.indexOf(AUTHORITY);
            if (scheme < 0) {
                Path path = folder.resolve(location.startsWith("file:") ? location.substring(5) : location);
                return new URI("file", null, path.normalize().toString(), null);
            }
            int authority = scheme + AUTHORITY.length();
            int slash = location.indexOf('/', authority);
            int path = slash < 0 ? location.length() : slash;
            String host = location.substring(authority, path);
            return new URI(
                    location.substring(0, scheme), host.isEmpty() ? null : host, location.substring(path), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("A location is neither a path nor a URI", e);
        }
    }
}
