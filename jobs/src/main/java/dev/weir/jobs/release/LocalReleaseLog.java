package dev.weir.jobs.release;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Sha256;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ManifestJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The log on a local disk: {@code <warehouse>/releases/<product>/<number>.json}. Safe for many threads and processes. */
public final class LocalReleaseLog implements ReleaseLog {

    private static final Pattern ENTRY = Pattern.compile("([1-9][0-9]{0,17})\\.json");

    private final Warehouse warehouse;

    public LocalReleaseLog(Warehouse warehouse) {
        this.warehouse = requireNonNull(warehouse, "warehouse");
    }

    /** The products that have a release, by name. */
    public List<String> products() {
        Path folder = warehouse.releases();
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .filter(product -> numbers(product).findAny().isPresent())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw unreachable(folder, e);
        }
    }

    @Override
    public LongStream numbers(String product) {
        Path folder = warehouse.releases(product);
        try (Stream<Path> entries = Files.list(folder)) {
            long[] numbers = entries.map(
                            entry -> ENTRY.matcher(entry.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .toArray();
            Arrays.sort(numbers);
            return Arrays.stream(numbers);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return LongStream.empty();
        } catch (IOException e) {
            throw unreachable(folder, e);
        }
    }

    @Override
    public Optional<Manifest> latest(String product) {
        OptionalLong number = numbers(product).max();
        return number.isPresent() ? Optional.of(read(product, number.getAsLong())) : Optional.empty();
    }

    @Override
    public Manifest read(String product, long number) {
        return ManifestJson.parse(place(product, number), new String(bytes(product, number), StandardCharsets.UTF_8));
    }

    @Override
    public String sha256(String product, long number) {
        return Sha256.hex(bytes(product, number));
    }

    @Override
    public Publication publish(Manifest manifest) {
        checkPrevious(manifest);
        Path file = file(manifest.product(), manifest.number());
        Path prepared;
        try {
            prepared = DurableFile.prepare(file, ManifestJson.print(manifest));
        } catch (IOException e) {
            throw Warehouse.notWritable(file, e);
        }
        try {
            DurableFile.create(file, prepared);
            return new Publication.Done(manifest, List.of());
        } catch (IOException e) {
            return settle(manifest, file, e);
        }
    }

    /** What is in the log says how the attempt ended, whatever the answer was. */
    private Publication settle(Manifest manifest, Path file, IOException answer) {
        Manifest found;
        try {
            found = ManifestJson.parse(
                    place(manifest.product(), manifest.number()), Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw Warehouse.notWritable(file, answer);
        } catch (IOException | ProblemsException e) {
            answer.addSuppressed(e);
            return new Publication.Unknown(answer);
        }
        return found.equals(manifest) ? new Publication.Done(manifest, List.of()) : new Publication.Refused(found);
    }

    private void checkPrevious(Manifest manifest) {
        String product = manifest.product();
        long previous = manifest.number() - 1;
        if (previous == 0) {
            if (manifest.previousSha256().isPresent()) {
                throw new IllegalArgumentException(manifest.reference() + " is the first, and names one before it");
            }
            return;
        }
        if (!Files.exists(file(product, previous))) {
            throw new IllegalArgumentException(
                    manifest.reference() + " would leave a gap: there is no " + product + "@" + previous);
        }
        String expected = manifest.previousSha256()
                .orElseThrow(() -> new IllegalArgumentException(
                        manifest.reference() + " does not name the hash of the manifest before it"));
        if (!sha256(product, previous).equals(expected)) {
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    Place.of(place(product, previous)),
                    "The manifest of " + product + "@" + previous + " is not the one that this run was made on",
                    "the file has been changed since the run began",
                    "Restore '" + place(product, previous) + "' from a copy, then run again.");
        }
    }

    private byte[] bytes(String product, long number) {
        Path file = file(product, number);
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException | NotDirectoryException e) {
            OptionalLong last = numbers(product).max();
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    Place.of(place(product, number)),
                    "There is no release " + product + "@" + number,
                    last.isPresent() ? "the newest is " + last.getAsLong() : "'" + product + "' has no release",
                    "List them with 'weir releases " + product + "'.");
        } catch (IOException e) {
            throw unreachable(file, e);
        }
    }

    private Path file(String product, long number) {
        return warehouse.releases(product).resolve(number + ".json");
    }

    private static String place(String product, long number) {
        return "releases/" + product + "/" + number + ".json";
    }

    private static ProblemsException unreachable(Path place, IOException cause) {
        return new ProblemsException(
                List.of(new Problem(
                        Code.STORE_UNREACHABLE,
                        Place.of(place.toString()),
                        "The release log at '" + place + "' cannot be read",
                        cause.getClass().getSimpleName(),
                        "See to the disk and to this user's rights, then run the command again.")),
                cause);
    }
}
