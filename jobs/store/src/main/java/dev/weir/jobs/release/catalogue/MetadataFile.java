package dev.weir.jobs.release.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.warehouse.Warehouse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A metadata file of an Iceberg table, found by its name: {@code 00012-<uuid>.metadata.json}. Each commit of the table writes
 * one with the next number, before the catalogue's row names it; one that died in between leaves a file that no row ever named.
 *
 * @param path where it lies, as the catalogue's rows have it
 * @param version the number in its name
 * @param content what is in it
 */
record MetadataFile(String path, int version, Content content) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The bytes of a file; none where it is not there. */
    interface Content {
        Optional<byte[]> read() throws IOException;
    }

    /** All in a warehouse, by the folder of their table below it; of each table the newest first, by number, then by time. */
    static Map<String, List<MetadataFile>> in(Warehouse warehouse, String namespace) throws IOException {
        FileStorage files = warehouse.files();
        Map<String, List<MetadataFile>> found = new TreeMap<>();
        for (String table : files.folders(namespace)) {
            String folder = namespace + "/" + table + "/metadata";
            List<FileStorage.StoredFile> there = new ArrayList<>(files.walk(folder));
            there.sort(Comparator.<FileStorage.StoredFile>comparingInt(
                            file -> version(file.name()).orElse(-1))
                    .thenComparing(FileStorage.StoredFile::modified)
                    .thenComparing(FileStorage.StoredFile::name)
                    .reversed());
            List<MetadataFile> named = new ArrayList<>();
            for (FileStorage.StoredFile file : there) {
                version(file.name())
                        .ifPresent(number -> named.add(
                                new MetadataFile(files.place(file.name()), number, () -> files.read(file.name()))));
            }
            if (!named.isEmpty()) {
                found.put(table, named);
            }
        }
        return found;
    }

    /** Its name in its folder. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** One of a warehouse, by its place; empty where the name is not that of a metadata file. */
    static Optional<MetadataFile> named(Warehouse warehouse, String path) {
        OptionalInt version = version(path);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        String root = warehouse.root() + "/";
        Content content = path.startsWith(root)
                ? () -> warehouse.files().read(path.substring(root.length()))
                : () -> Optional.of(Files.readAllBytes(Path.of(path)));
        return Optional.of(new MetadataFile(path, version.getAsInt(), content));
    }

    private static OptionalInt version(String path) {
        return path.endsWith(WarehouseFileIO.METADATA) ? TableRow.number(path) : OptionalInt.empty();
    }

    /**
     * The table's versions in it.
     *
     * @param uuid of the table
     * @param newest the snapshot that readers of the table see; empty where nothing was released yet
     * @param snapshots all that can be read
     */
    record Said(String uuid, OptionalLong newest, Set<Long> snapshots) {
        Said {
            snapshots = Set.copyOf(snapshots);
        }
    }

    /** What it says; empty where it cannot be read, or is no metadata. */
    Optional<Said> said() {
        try {
            return Optional.of(read());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads it; throws where it is no metadata. */
    Said read() throws IOException {
        byte[] bytes = content.read().orElseThrow(() -> new NoSuchFileException(path));
        JsonNode json;
        try (InputStream text = path.endsWith(".gz.metadata.json")
                ? new GZIPInputStream(new ByteArrayInputStream(bytes))
                : new ByteArrayInputStream(bytes)) {
            json = JSON.readTree(text.readAllBytes());
        }
        if (!json.path("format-version").isInt() || !json.path("table-uuid").isTextual()) {
            throw new IOException("it is no metadata of an Iceberg table");
        }
        JsonNode newest = json.path("current-snapshot-id");
        Set<Long> snapshots = new HashSet<>();
        json.path("snapshots")
                .forEach(snapshot -> snapshots.add(snapshot.path("snapshot-id").asLong()));
        return new Said(
                json.path("table-uuid").textValue(),
                newest.isNumber() && newest.longValue() >= 0
                        ? OptionalLong.of(newest.longValue())
                        : OptionalLong.empty(),
                snapshots);
    }
}
