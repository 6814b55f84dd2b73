package dev.weir.releases.evidence;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.privacy.keys.VerifyingKey;
import dev.weir.privacy.timestamp.TimeStampAuthority;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LocalStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A workspace with releases of product {@code clinical}, sealed as runs seal them; their data files hold any bytes. */
public final class SignedReleases {

    public final Path root;
    public final Path warehouse;
    public final StoredReleaseLog log;
    public final SigningKeys keys;
    private Optional<TimeStampAuthority> authority = Optional.empty();

    /** Makes so many releases. */
    public SignedReleases(Path root, int count) throws IOException {
        this.root = root;
        this.warehouse = root.resolve("warehouse");
        this.log = new StoredReleaseLog(new LocalStorage(warehouse.resolve("releases")));
        this.keys = SigningKeys.of(root, SigningSettings.USUAL);
        Files.writeString(root.resolve("weir.yaml"), """
            workspace: signed
            profiles: { laptop: { warehouse: warehouse } }
            law: { pack: cn-2026-01 }
            """);
        for (int number = 1; number <= count; number++) {
            release(number, keys.readOrMake(new SecureRandom()).key());
        }
    }

    /** From now on that authority stamps the time of signatures. */
    SignedReleases stampedBy(Optional<TimeStampAuthority> asked) {
        authority = asked;
        return this;
    }

    /** Makes the next release, signed with that key. */
    public void release(long number, SigningKey key) throws IOException {
        release(number, key, List.of(aside("patients", number, 3), aside("source__raw_his__patients", number, 2)));
    }

    /** The same, with these lists of what its run put aside: 3 rows and 2 records. */
    void release(long number, SigningKey key, List<DataFileList> quarantine) throws IOException {
        byte[] contract = ("version: 1." + number + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] law = "law\n".getBytes(StandardCharsets.UTF_8);
        List<DataFileList> lists = List.of(table("patients", number), table("visits", number));
        Manifest plain = SampleRelease.of(
                number,
                number == 1 ? Optional.empty() : Optional.of(log.sha256("clinical", number - 1)),
                "run-" + number,
                lists.stream().map(this::released).toList());
        Manifest draft = new Manifest(
                number,
                plain.about(),
                counted(plain.record()),
                plain.tables(),
                new Manifest.Basis(
                        List.of(new HashedFile("contracts/clinical.odcs.yaml", Sha256.hex(contract))),
                        "cn-2026-01",
                        Sha256.hex(law),
                        List.of()),
                plain.history().previousSha256());
        List<EvidencePiece> pieces = new ArrayList<>();
        pieces.add(EvidencePiece.of(EvidenceKind.CONTRACT, "contracts/clinical.odcs.yaml", contract));
        pieces.add(EvidencePiece.of(EvidenceKind.LAW, "law/cn-2026-01.yaml", law));
        pieces.add(EvidencePiece.of(EvidenceKind.GATE, GateEvidence.NAME, "{}\n"));
        pieces.addAll(RunRecordEvidence.of(draft.record(), new ReleaseFiles(lists, List.of(), quarantine)));
        pieces.add(EvidencePiece.of(EvidenceKind.ENVIRONMENT, "environment.json", "{ \"run\": " + number + " }\n"));
        pieces.add(EvidencePiece.of(EvidenceKind.LINEAGE, "lineage.ndjson", "{}\n"));
        log.publish(new ManifestSealing(log.files(), key, authority).seal(draft, pieces));
    }

    private static RunRecord counted(RunRecord plain) {
        return new RunRecord(
                plain.run(),
                plain.ending(),
                List.of(new SourceCount("raw.his.patients", List.of(), 11, 9, 2)),
                List.of(new TableCount("patients", 9, 6, 3, 0), new TableCount("visits", 6, 6, 0, 0)),
                plain.verdicts());
    }

    private DataFileList aside(String name, long number, long rows) throws IOException {
        String path = "data/" + number + ".parquet";
        byte[] content = ("aside " + name + number).repeat(20).getBytes(StandardCharsets.UTF_8);
        Path file = warehouse.resolve("clinical_quarantine").resolve(name).resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return new DataFileList(
                name, List.of(new DataFileList.DataFile(path, content.length, rows, Sha256.hex(content))));
    }

    private DataFileList table(String name, long number) throws IOException {
        List<DataFileList.DataFile> files = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            String path = "data/" + number + "-" + part + ".parquet";
            byte[] content = (name + number + part).repeat(40).getBytes(StandardCharsets.UTF_8);
            Path file = warehouse.resolve("clinical").resolve(name).resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            files.add(new DataFileList.DataFile(path, content.length, 3, Sha256.hex(content)));
        }
        return new DataFileList(name, files);
    }

    private ReleasedTable released(DataFileList list) {
        Path location = warehouse.resolve("clinical").resolve(list.table());
        return new ReleasedTable(
                list.table(),
                new ReleasedTable.Version(TableFormat.DELTA, location.toString(), location.toString(), 1),
                List.of(),
                new ContentDigest(6, "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                list.inSum(),
                "clinical 1.0.0");
    }

    /** Everything, every release. */
    public Verification.Result verify() {
        return verify(new Verification.Asked(List.of(), OptionalLong.empty(), Optional.empty()));
    }

    Verification.Result verify(Verification.Asked asked) {
        return verify(asked, trusted());
    }

    Verification.Result verify(Verification.Asked asked, List<TrustedKey> trusted) {
        return new Verification(log.files(), "clinical", trusted, DataFileLocations.in(warehouse), more -> {})
                .of(asked);
    }

    public List<VerifyingKey> publics() {
        return keys.publics().stream().map(SigningKeys.Public::key).toList();
    }

    List<TrustedKey> trusted() {
        return keys.publics().stream()
                .map(found -> TrustedKey.ofWorkspace(found.key(), found.file().toString()))
                .toList();
    }

    /** Every file that a release is, by path: manifests, signatures, evidence, data files. */
    List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(warehouse)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
