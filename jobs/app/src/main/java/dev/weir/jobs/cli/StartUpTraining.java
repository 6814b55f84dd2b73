package dev.weir.jobs.cli;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.jobs.cli.terminal.FilteredStderr;
import dev.weir.jobs.cli.terminal.FixedLocaleAndZone;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.releases.evidence.ManifestSealing;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Runs commands one after the other in one process. The class data sharing archive for starts is made of what they load. */
public final class StartUpTraining {

    private static final String PRODUCT = "sample";
    private static final String SHA256 = "0".repeat(64);

    private StartUpTraining() {}

    /**
     * @param arguments a folder, in which a workspace with one release of product {@code sample} is made; behind it the commands, a
     *     line of each for each of its words
     */
    public static void main(String[] arguments) throws IOException {
        FixedLocaleAndZone.begin();
        FilteredStderr.install();
        makeWorkspace(Path.of(arguments[0]));
        Stream.of(arguments)
                .skip(1)
                .forEach(command ->
                        Weir.execute(Terminal.ofProcess(), command.lines().toList()));
    }

    private static void makeWorkspace(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("weir.yaml"), """
                workspace: training
                profiles: { laptop: { warehouse: warehouse } }
                law: { pack: cn-2026-01 }
                """);
        StoredReleaseLog log = new StoredReleaseLog(new LocalStorage(folder.resolve("warehouse/releases")));
        SigningKey key = SigningKeys.of(folder, SigningSettings.USUAL)
                .readOrMake(new SecureRandom())
                .key();
        log.publish(new ManifestSealing(log.files(), key, Optional.empty()).seal(release(), List.of()));
    }

    private static Manifest release() {
        Instant now = Instant.EPOCH;
        RunRecord record = new RunRecord(
                new RunRecord.Run("run", PRODUCT, WeirVersion.number(), now, now),
                new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(1), List.of()),
                List.of(),
                List.of(new TableCount("patients", 1, 1, 0, 0)),
                List.of());
        ReleasedTable table = new ReleasedTable(
                "patients",
                new ReleasedTable.Version(TableFormat.ICEBERG, "clinical.patients", "clinical/patients", 1),
                List.of(),
                new ContentDigest(1, "weir-rows-1:" + SHA256, SHA256, List.of()),
                new DataFileList("patients", List.of()).inSum(),
                "sample 1.0.0");
        return new Manifest(
                1,
                new Manifest.ProductFacts(PRODUCT, "Sample", "", List.of(), List.of(), "everyone", CatalogueFacts.NONE),
                record,
                List.of(table),
                new Manifest.Basis(List.of(), "cn-2026-01", SHA256, List.of()),
                Optional.empty());
    }
}
