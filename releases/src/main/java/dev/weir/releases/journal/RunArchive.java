package dev.weir.releases.journal;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.json.RunRecordJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What runs left for people: {@code runs/<product>/<run>/run.json} below the workspace, of those that were held as well. */
public final class RunArchive {

    private static final String RECORD = "run.json";

    private final Path workspace;

    /** @param workspace its folder */
    public RunArchive(Path workspace) {
        this.workspace = requireNonNull(workspace, "workspace");
    }

    /** The folder of a run. */
    public Path folder(String product, String run) {
        return product(product).resolve(run);
    }

    private Path product(String product) {
        return workspace.resolve("runs").resolve(product);
    }

    /** Writes a run's record, in its folder. */
    public void write(RunRecord record) throws IOException {
        Path folder = folder(record.run().product(), record.run().id());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(RECORD), RunRecordJson.print(record), StandardCharsets.UTF_8);
    }

    /**
     * The run that ended last, released or not; empty when none has left a record.
     *
     * @throws ProblemsException when records cannot be read
     */
    public Optional<RunRecord> latest(String product) {
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
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return records.stream()
                .max(Comparator.comparing(Written::time).thenComparing(Written::file))
                .map(written -> read(written.file()));
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
        return new ProblemsException(
                List.of(new Problem(
                        Code.STORE_UNREACHABLE,
                        Place.of(place.toString()),
                        "What runs left in '" + place + "' cannot be read",
                        cause.getClass().getSimpleName(),
                        "give this user the right to read there; releases are not touched by it")),
                cause);
    }
}
