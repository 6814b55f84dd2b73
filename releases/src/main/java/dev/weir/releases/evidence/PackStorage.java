package dev.weir.releases.evidence;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.storage.LogStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A pack as the release log that it is a part of: to be read. */
final class PackStorage implements LogStorage {

    /** No pack is nearly so large: it holds no data. */
    private static final long LARGEST = 1L << 30;

    private final Path file;
    private final Map<String, byte[]> entries;

    private PackStorage(Path file, Map<String, byte[]> entries) {
        this.file = file;
        this.entries = Collections.unmodifiableMap(entries);
    }

    /**
     * Reads a pack whole, each entry against its check sum.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} when it is no pack, or damaged; with {@link
     *     Code#MISSING_FILE} when it is not there
     */
    static PackStorage read(Path file) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        long left = LARGEST;
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
                left -= content.length;
                if (left < 0) {
                    throw broken(file, "it is larger than any pack");
                }
                if (entries.put(entry.getName(), content) != null) {
                    throw broken(file, "it has '" + entry.getName() + "' twice");
                }
            }
        } catch (NoSuchFileException e) {
            throw ProblemsException.of(
                    Code.MISSING_FILE,
                    Place.of(file.toString()),
                    "There is no pack '" + file + "'",
                    "no such file",
                    "Make one with 'weir evidence clinical@12 --to pack.zip'.");
        } catch (IOException | IllegalArgumentException e) { // names that are no UTF-8
            throw broken(
                    file, "it cannot be read as a ZIP file: " + e.getClass().getSimpleName());
        }
        if (entries.isEmpty()) {
            throw broken(file, "it is no ZIP file, or an empty one");
        }
        return new PackStorage(file, entries);
    }

    /** Every file in it, by name; the bytes are the pack's own. */
    Map<String, byte[]> entries() {
        return entries;
    }

    static ProblemsException broken(Path file, String why) {
        return ProblemsException.of(
                Code.EVIDENCE_BROKEN,
                Place.of(file.toString()),
                "'" + file + "' is no pack of evidence",
                why,
                "Ask for another copy of it.");
    }

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(entries.get(name)).map(byte[]::clone);
    }

    @Override
    public List<String> list(String folder) {
        return below(folder).stream().filter(name -> !name.contains("/")).toList();
    }

    @Override
    public List<String> folders(String folder) {
        return below(folder).stream()
                .filter(name -> name.contains("/"))
                .map(name -> name.substring(0, name.indexOf('/')))
                .distinct()
                .toList();
    }

    private List<String> below(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return new TreeSet<>(entries.keySet())
                .stream()
                        .filter(name -> name.startsWith(prefix))
                        .map(name -> name.substring(prefix.length()))
                        .toList();
    }

    @Override
    public boolean create(String name, byte[] content) throws IOException {
        throw new CertainlyNothing(readOnly());
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        throw readOnly();
    }

    @Override
    public void delete(String name) throws IOException {
        throw readOnly();
    }

    private static IOException readOnly() {
        return new IOException("A pack is read only");
    }

    @Override
    public String place(String name) {
        return file + "!" + name;
    }
}
