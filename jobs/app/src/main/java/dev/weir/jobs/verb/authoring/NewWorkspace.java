package dev.weir.jobs.verb.authoring;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.yaml.YamlText;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.releases.log.KeyUse;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a workspace, or what one lacks that is there already. */
public final class NewWorkspace {

    private static final String SETTINGS = """
        # The workspace: where things are. Paths are relative to this file.
        workspace: %s
        default: laptop
        profiles:
          laptop:
            warehouse: warehouse
            catalogue: { type: sqlite }
            lineage: { transport: { type: file, location: lineage/events.ndjson } }
            keys: { store: keys/weir.key }
        %slaw:
          pack: cn-2026-01
          # Who answers for the data in law; 'weir gate' denies while any of this is unknown.
          # processor: { id: centre, name: A centre, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false,
          #   stateOrgan: false, freeTradeZone: none }
        """;

    private static final String IGNORED = """
        keys/
        warehouse/
        runs/
        lineage/
        site/
        """;

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

    /** Which YAML takes for something else than texts. */
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    private NewWorkspace() {}

    /**
     * Makes what the workspace lacks, and returns its key.
     *
     * @throws ProblemsException where the key store cannot be made
     */
    public static WorkspaceKey make(Path root, Optional<String> profile, Map<String, String> environment) {
        return make(root, profile, environment, NewSources.HERE);
    }

    /**
     * The same.
     *
     * @param sources that a new workspace's profile names
     * @throws ProblemsException C004 where the database is not one that can be named
     */
    static WorkspaceKey make(Path root, Optional<String> profile, Map<String, String> environment, NewSources sources) {
        sources.database().ifPresent(named -> named.require(environment));
        try {
            Files.createDirectories(root.resolve("contracts/raw"));
            Files.createDirectories(root.resolve("quality-rules"));
            Path settings = root.resolve("weir.yaml");
            if (!Files.exists(settings)) {
                Files.writeString(settings, SETTINGS.formatted(name(root), sources.text()), StandardCharsets.UTF_8);
            }
            Path ignored = root.resolve(".gitignore");
            if (!Files.exists(ignored)) {
                Files.writeString(ignored, IGNORED, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.NOT_WRITABLE,
                    Place.of(root.toString()),
                    "The workspace cannot be written",
                    e.getClass().getSimpleName() + ": " + e.getMessage(),
                    "choose a folder that you may write to, or free some space",
                    e);
        }
        Workspace read = WorkspaceReader.readSettings(root, profile, environment);
        KeyFile keys = KeyFile.of(read);
        if (!keys.exists()) {
            requireNoMaskedRelease(read, keys);
        }
        KeyRing ring = keys.exists() ? keys.read() : keys.create(Clock.systemUTC(), new SecureRandom());
        SigningKeys.of(root, read.profile().signing(), read.profile().keys()).readOrMake(new SecureRandom());
        return ring.active();
    }

    /** What a folder is called, in quotes where YAML would read another value than a text: {@code 1}, {@code true}. */
    private static String name(Path root) {
        String name = String.valueOf(root.getFileName());
        return PLAIN.matcher(name).matches() && !WORDS.contains(name.toLowerCase(Locale.ROOT))
                ? name
                : YamlText.quoted(name);
    }

    /** A new key in the place of one that was lost would look like the same workspace. */
    private static void requireNoMaskedRelease(Workspace workspace, KeyFile keys) {
        KeyUse.in(StoredReleaseLog.of(workspace)).releases().forEach((id, releases) -> {
            throw ProblemsException.of(
                    Code.KEY,
                    Place.of(keys.path().toString()),
                    "There is no key in '" + keys.path() + "', and releases are there",
                    "the key " + id + " masked " + String.join(", ", releases),
                    "bring the store back from a copy; where it is lost for good, 'weir keys init' makes a new one, and"
                            + " 'weir keys retire " + id + " --lost --yes' records that");
        });
    }
}
