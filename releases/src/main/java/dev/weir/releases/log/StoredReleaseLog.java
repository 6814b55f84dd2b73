package dev.weir.releases.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.text.Sha256;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The log as files of a store: {@code <product>/<number>.json}. Safe for many threads and processes. */
public final class StoredReleaseLog implements ReleaseLog {

    /**
     * Beside the entry of a void number. Only the last entry may lack it: who gives the next number away has
     * settled the runs before.
     */
    private static final String VOID = ".void";

    private final LogFiles files;
    private final LogKeys keys;

    private StoredReleaseLog(LogFiles files, LogKeys keys) {
        this.files = files;
        this.keys = keys;
    }

    /** The log that lies in a store; its tags and pins are not believed. */
    public StoredReleaseLog(LogStorage storage) {
        this(new LogFiles(storage), LogKeys.of(List.of()));
    }

    /** The same, whose tags and pins are signed with these keys. */
    public StoredReleaseLog with(LogKeys others) {
        return new StoredReleaseLog(files, others);
    }

    /** The log of a workspace, where its profile keeps it. */
    public static StoredReleaseLog of(Workspace workspace) {
        return new StoredReleaseLog(new LogFiles(ReleaseStores.of(workspace)), LogKeys.of(workspace));
    }

    /** The log that lies in a warehouse's own folder {@code releases}. */
    public static StoredReleaseLog in(Warehouse warehouse) {
        return new StoredReleaseLog(warehouse.releases());
    }

    /** The log's files: beside manifests, in each product's folder, what belongs to its releases. */
    public LogFiles files() {
        return files;
    }

    /** The keys by which its tags and pins are signed. */
    public LogKeys keys() {
        return keys;
    }

    /** Those of these releases whose manifests can be read. */
    public PartialRead<Manifest> legible(String product, List<Long> numbers) {
        return PartialRead.of(numbers, number -> read(product, number));
    }

    /** The products that have a release, by name. */
    public List<String> products() {
        return files.folders("").stream()
                .filter(product -> numbers(product).findAny().isPresent())
                .toList();
    }

    @Override
    public LongStream numbers(String product) {
        List<String> names = files.list(product);
        Set<String> marked = names.stream().filter(name -> name.endsWith(VOID)).collect(Collectors.toSet());
        long last = LogFiles.numbers(names).max().orElse(0);
        return LogFiles.numbers(names)
                .filter(number -> !marked.contains(number + VOID))
                .filter(number -> number < last || !isVoid(product, number));
    }

    @Override
    public OptionalLong last(String product) {
        return entries(product).max();
    }

    /** The entry of a void number; empty where it is a release's, or there is none. */
    public Optional<VoidNumber> voided(String product, long number) {
        return files.read(name(product, number)).flatMap(VoidNumber::parse);
    }

    @Override
    public boolean isVoid(String product, long number) {
        return voided(product, number).isPresent();
    }

    /** All numbers that are given away, rising: those of releases, and void ones; only names are read. */
    public LongStream entries(String product) {
        return LogFiles.numbers(files.list(product));
    }

    @Override
    public Optional<Manifest> latest(String product) {
        OptionalLong newest = numbers(product).max();
        return newest.isPresent() ? Optional.of(read(product, newest.getAsLong())) : Optional.empty();
    }

    @Override
    public Manifest read(String product, long number) {
        return manifest(product, number, bytes(product, number));
    }

    private Manifest manifest(String product, long number, byte[] entry) {
        VoidNumber.parse(entry).ifPresent(taken -> {
            throw none(product, number, taken.explanation());
        });
        String content = new String(entry, StandardCharsets.UTF_8);
        Manifest manifest;
        try {
            manifest = ManifestJson.parse(place(product, number), content);
        } catch (ProblemsException damaged) {
            throw broken(
                    product,
                    number,
                    "The manifest of " + product + "@" + number + " is damaged",
                    "a manifest is never changed, and this one is none: "
                            + damaged.problems().get(0).what());
        }
        if (manifest.number() != number || !manifest.product().equals(product)) {
            throw broken(
                    product,
                    number,
                    "The file of " + product + "@" + number + " holds the manifest of " + manifest.reference(),
                    "manifests were swapped, or copied");
        }
        return manifest;
    }

    private ProblemsException broken(String product, long number, String what, String why) {
        return ProblemsException.of(
                Code.EVIDENCE_BROKEN,
                Place.of(place(product, number)),
                what,
                why,
                "Restore it from a copy; 'weir verify " + product + " --all' says what else is not as it was signed.");
    }

    @Override
    public String sha256(String product, long number) {
        return Sha256.hex(bytes(product, number));
    }

    @Override
    public void requireKept(String product, long number) {
        Expiry.requireKept(this, product, number);
    }

    @Override
    public boolean isKept(String product, long number) {
        return Expiry.of(this, product, number).isEmpty();
    }

    @Override
    public void requireNewest(String product) {
        requireNewest(product, new Pins(this).list(product), new Tags(this).list(product));
    }

    /**
     * The number of the newest release, for who reads it: a tag or a pin that is damaged does not stop the reader.
     *
     * @return empty where there is no release
     * @throws ProblemsException with {@link Code#RELEASE_MISSING} when a tag or a pin names a later one
     */
    public OptionalLong newest(String product) {
        requireNewest(
                product,
                new Pins(this).legible(product).whole(),
                new Tags(this).legible(product).whole());
        return numbers(product).max();
    }

    private void requireNewest(String product, List<Pin> pins, List<Tag> tags) {
        long newest = numbers(product).max().orElse(0);
        LongStream.concat(
                        pins.stream().mapToLong(Pin::release),
                        tags.stream().mapToLong(tag -> tag.release().orElse(0)))
                .filter(number -> number > newest)
                .max()
                .ifPresent(number -> {
                    throw LostManifest.of(place(product, number), product, number, "a tag or a pin names it");
                });
    }

    @Override
    public boolean isProved(Manifest manifest) {
        ProofFiles proof = new ProofFiles(files, manifest.product());
        byte[] printed = ManifestJson.print(manifest).getBytes(StandardCharsets.UTF_8);
        boolean signed = keys.verifying().isEmpty()
                || proof.read(ProofFiles.Kind.SIGNATURE, Sha256.hex(printed))
                        .filter(signature -> keys.verify(printed, signature))
                        .isPresent();
        return signed
                && manifest.proof().evidence().stream()
                        .allMatch(item -> proof.piece(item).map(Sha256::hex).equals(Optional.of(item.sha256())));
    }

    @Override
    public PublishResult publish(Manifest manifest) {
        checkPrevious(manifest);
        byte[] content = ManifestJson.print(manifest).getBytes(StandardCharsets.UTF_8);
        return files.create(name(manifest.product(), manifest.number()), content)
                .match(
                        created -> new PublishResult.Done(manifest, List.of()),
                        exists -> winner(manifest, exists.content()),
                        unknown -> new PublishResult.Unknown(unknown.cause()));
    }

    @Override
    public Optional<Manifest> fence(String product, long number, String run) {
        Optional<String> previous = number == 1 ? Optional.empty() : Optional.of(sha256(product, number - 1));
        byte[] entry = new VoidNumber(product, number, run, Instant.now(), previous).print();
        boolean released = files.create(
                name(product, number),
                entry,
                () -> false,
                other -> VoidNumber.parse(other).isEmpty());
        if (released) {
            return Optional.of(read(product, number));
        }
        // so that a list of names tells it; who dies before this is done does it again
        files.replace(product + "/" + number + VOID, entry);
        return Optional.empty();
    }

    /** Whose manifest it is, when it can be read. */
    private PublishResult winner(Manifest manifest, byte[] entry) {
        VoidNumber.parse(entry).ifPresent(taken -> {
            throw taken.lost(
                    place(manifest.product(), manifest.number()),
                    manifest.record().run().id());
        });
        String found = new String(entry, StandardCharsets.UTF_8);
        try {
            return new PublishResult.Refused(ManifestJson.parse(place(manifest.product(), manifest.number()), found));
        } catch (ProblemsException e) {
            return new PublishResult.Unknown(e);
        }
    }

    private void checkPrevious(Manifest manifest) {
        String product = manifest.product();
        long previous = manifest.number() - 1;
        if (previous == 0) {
            if (manifest.history().previousSha256().isPresent()) {
                throw new IllegalArgumentException(manifest.reference() + " is the first, and names one before it");
            }
            return;
        }
        byte[] before = files.read(name(product, previous))
                .orElseThrow(() -> new IllegalArgumentException(
                        manifest.reference() + " would leave a gap: there is no " + product + "@" + previous));
        String expected = manifest.history()
                .previousSha256()
                .orElseThrow(() -> new IllegalArgumentException(
                        manifest.reference() + " does not name the hash of the manifest before it"));
        if (!Sha256.hex(before).equals(expected)) {
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    Place.of(place(product, previous)),
                    "The manifest of " + product + "@" + previous + " is not the one that this run was made on",
                    "the file has been changed since the run began",
                    "Restore '" + place(product, previous) + "' from a copy, then run again.");
        }
    }

    /**
     * A release's manifest as its bytes stand in the log.
     *
     * @throws ProblemsException with {@link Code#RELEASE_MISSING} when there is none of that number
     */
    public byte[] bytes(String product, long number) {
        return files.read(name(product, number)).orElseThrow(() -> {
            OptionalLong last = numbers(product).max();
            return none(
                    product,
                    number,
                    last.isPresent() ? "the newest is " + last.getAsLong() : "'" + product + "' has no release");
        });
    }

    private ProblemsException none(String product, long number, String why) {
        return ProblemsException.of(
                Code.RELEASE_MISSING,
                Place.of(place(product, number)),
                "There is no release " + product + "@" + number,
                why,
                "List them with 'weir releases " + product + "'.");
    }

    /** Where a release's manifest lies, for people. */
    public String place(String product, long number) {
        return files.place(name(product, number));
    }

    private static String name(String product, long number) {
        return product + "/" + number + ".json";
    }
}
