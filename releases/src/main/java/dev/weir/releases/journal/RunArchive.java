package dev.weir.releases.journal;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.json.RunRecordJson;
import dev.weir.releases.storage.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What runs left for people: {@code runs/<product>/<run>/run.json} below the workspace, of those that were held as well. The
 * folders of earlier ones may lie in one ZIP for each month, {@code runs/<product>/2026-01.zip}.
 */
public record RunArchive(Path workspace) {

    private static final String RECORD = "run.json";
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy-MM", Locale.ROOT).withZone(ZoneOffset.UTC);

    public Path folder(String product, String run) {
        return product(product).resolve(run);
    }

    private Path product(String product) {
        return workspace.resolve("runs").resolve(product);
    }

    /** Writes a run's record, in its folder. */
    public void write(RunRecord record) throws IOException {
        Path folder = folder(record.run().product(), record.run().id());
        byte[] content = RunRecordJson.print(record).getBytes(StandardCharsets.UTF_8);
        DurableFile.replace(folder.resolve(RECORD), content); // a full disk leaves no half of it
    }

    /**
     * The run that ended last, however it ended; empty when none has left a record.
     *
     * @throws ProblemsException when records cannot be read
     */
    public Optional<RunRecord> latest(String product) {
        return latest(product, record -> true);
    }

    /** The run that ended last among those. */
    public Optional<RunRecord> latest(String product, Predicate<RunRecord> which) {
        List<Written> records = written(product);
        Collections.reverse(records);
        return records.stream().map(record -> read(record.file())).filter(which).findFirst();
    }

    /**
     * The folders of runs that ended before the newest ones, the earliest first. One without a record is not among them: its run
     * may be at work.
     *
     * @param newest so many stay
     * @throws ProblemsException when the folder cannot be read
     */
    public List<Path> earlier(String product, int newest) {
        List<Written> records = written(product);
        return records.subList(0, Math.max(0, records.size() - newest)).stream()
                .map(written -> requireNonNull(written.file().getParent()))
                .toList();
    }

    /**
     * Puts the folder of a run into the ZIP of the month in which it ended, and takes the folder away. The ZIP is as it was, or has
     * the whole folder; a folder that is in both is put there once more.
     *
     * @return the ZIP
     * @throws ProblemsException when the record cannot be read; then nothing is changed
     */
    public Path pack(Path folder) throws IOException {
        RunRecord record = read(folder.resolve(RECORD));
        Path zip = product(record.run().product())
                .resolve(MONTH.format(record.run().ended()) + ".zip");
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList(); // the deepest first
        }
        try (FileSystem packed = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            for (Path file : files) {
                if (Files.isRegularFile(file)) {
                    Path inside = packed.getPath(
                            requireNonNull(folder.getParent()).relativize(file).toString());
                    Files.createDirectories(requireNonNull(inside.getParent()));
                    Files.copy(file, inside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        for (Path file : files) {
            Files.delete(file);
        }
        return zip;
    }

    /** The records, in the order in which they were written. */
    private List<Written> written(String product) {
        Path folder = product(product);
        List<Written> records = new ArrayList<>();
        try (Stream<Path> runs = Files.list(folder)) {
            for (Path run : runs.toList()) {
                Path file = run.resolve(RECORD);
                if (Files.isRegularFile(file)) {
                    records.add(new Written(file, Files.getLastModifiedTime(file)));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        records.sort(Comparator.comparing(Written::time).thenComparing(Written::file));
        return records;
    }

    private RunRecord read(Path file) {
        try {
            return RunRecordJson.parse(
                    workspace.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private record Written(Path file, FileTime time) {}

    private static ProblemsException unreadable(Path place, IOException cause) {
        return ProblemsException.of(
                Code.STORE_UNREACHABLE,
                Place.of(place.toString()),
                "What runs left in '" + place + "' cannot be read",
                cause.getClass().getSimpleName(),
                "give this user the right to read there; releases are not touched by it",
                cause);
    }
}
