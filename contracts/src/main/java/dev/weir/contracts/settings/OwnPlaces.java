package dev.weir.contracts.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where a workspace keeps its keys, releases, runs and settings. No source lies there: a contract that named the key store
 * would publish it.
 *
 * @param folders absolute: what lies in and below them is Weir's
 * @param files absolute: each is Weir's, and so is what has its name and a further ending, such as a lock beside it
 * @param buckets what lies below them is Weir's
 */
public record OwnPlaces(List<Path> folders, List<Path> files, List<ObjectAddress> buckets) {

    /** Of a place that is no workspace. */
    public static final OwnPlaces NONE = new OwnPlaces(List.of(), List.of(), List.of());

    /** Why no source lies in one, and what to do, for messages. */
    public static final String WHY =
            "no source lies in a folder in which Weir keeps keys, releases, contracts or runs, and"
                    + " none is a file that weir.yaml names";

    public static final String REMEDY =
            "move what is data into a folder of its own, such as raw, and write that path; of releases make a table by a query";

    private static final String SETTINGS = "weir.yaml";
    /** Not {@code exports}: what is copied there may be read, and others' exports lie in folders of that name. */
    private static final Set<String> USUAL =
            Set.of("contracts", "quality-rules", "keys", "warehouse", "runs", "lineage", "site");

    public OwnPlaces {
        folders = List.copyOf(folders);
        files = List.copyOf(files);
        buckets = List.copyOf(buckets);
    }

    /** Those of a workspace: the usual ones, and what its settings name. */
    public static OwnPlaces of(Path workspace, Profile profile) {
        Path root = workspace.toAbsolutePath().normalize();
        List<Path> folders = new ArrayList<>();
        List<Path> files = new ArrayList<>(List.of(root.resolve(SETTINGS)));
        USUAL.forEach(name -> folders.add(root.resolve(name)));
        folders.add(root.resolve(profile.storage().site()).normalize());
        String warehouse = profile.storage().warehouse();
        List<String> addresses = List.of(warehouse, profile.storage().releases().address());
        if (!warehouse.contains(":")) {
            folders.add(root.resolve(warehouse).normalize());
        }
        for (String secret : List.of(
                profile.keys().store(),
                profile.signing().privateKey(),
                profile.signing().publicKey())) {
            Path file = root.resolve(secret).normalize();
            files.add(file);
            folders.add(Optional.ofNullable(file.getParent()).orElse(file));
        }
        named(profile, name -> files.add(root.resolve(name).normalize()));
        // a folder that the workspace lies in holds sources as well
        folders.removeIf(root::startsWith);
        return new OwnPlaces(
                withReal(folders),
                withReal(files),
                addresses.stream()
                        .map(ObjectAddress::of)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** The files that settings name beside those of keys. */
    private static void named(Profile profile, Consumer<String> file) {
        KeySettings.Given password = profile.keys().password().match(given -> given, module -> module.pin());
        Optional<String> passwordFile = password.from(
                none -> Optional.empty(), variable -> Optional.empty(), written -> Optional.of(written.path()));
        passwordFile.ifPresent(file);
        profile.sources()
                .databases()
                .values()
                .forEach(each -> each.passwordFile().ifPresent(file));
        Telemetry telemetry = profile.telemetry();
        telemetry.metricsFile().ifPresent(file);
        if (telemetry.lineage().getOrDefault("type", "").equals("file")) {
            Optional.ofNullable(telemetry.lineage().get("location")).ifPresent(file);
        }
        for (NoticeChannel channel : telemetry.notices()) {
            credentials(channel.endpoint())
                    .filter(Credential.InFile.class::isInstance)
                    .forEach(each -> file.accept(each.shown()));
        }
    }

    private static Stream<Credential> credentials(NoticeChannel.Endpoint endpoint) {
        return endpoint instanceof NoticeChannel.Mail mail
                ? mail.login().map(NoticeChannel.Login::password).stream()
                : endpoint instanceof NoticeChannel.Webhook webhook
                        ? Stream.concat(Stream.of(webhook.url()), webhook.secret().stream())
                        : Stream.empty();
    }

    /** Places as they are written, and where links lead from them: followed once, and not for each file that is looked at. */
    private static List<Path> withReal(List<Path> places) {
        return Stream.concat(places.stream(), places.stream().map(OwnPlaces::real))
                .distinct()
                .toList();
    }

    /** Whether a file or folder is one of Weir's own, as it is written or by what links lead to. */
    public boolean hold(Path place) {
        Path written = place.toAbsolutePath().normalize();
        Path real = real(written);
        return folders.stream().anyMatch(folder -> written.startsWith(folder) || real.startsWith(folder))
                || files.stream().anyMatch(file -> isOf(file, written) || isOf(file, real));
    }

    /** Whether a file is another, or its lock or what else has its name and a further ending. */
    private static boolean isOf(Path file, Path other) {
        return Optional.ofNullable(file.getParent()).equals(Optional.ofNullable(other.getParent()))
                && (other.getFileName() + ".").startsWith(file.getFileName() + ".");
    }

    /** As it is written where it cannot be followed. */
    private static Path real(Path path) {
        try {
            return Files.exists(path) ? path.toRealPath() : path;
        } catch (IOException e) {
            return path;
        }
    }

    /** Whether an object or a prefix in a bucket is one of Weir's own. */
    public boolean hold(ObjectAddress address) {
        return buckets.stream().anyMatch(address::isBelow);
    }
}
