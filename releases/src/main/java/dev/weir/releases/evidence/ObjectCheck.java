package dev.weir.releases.evidence;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.release.json.DataFileListJson;
import dev.weir.contracts.release.json.EvidenceJson;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.text.Sha256;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.warehouse.QuarantineName;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a release's evidence is all there, matches its hashes, and agrees with the manifest. */
final class ObjectCheck {

    private final Manifest manifest;
    private final ProofFiles proof;
    private final EvidenceProblems objects = new EvidenceProblems("evidence");
    private final EvidenceProblems basis = new EvidenceProblems("basis");
    private final Map<String, byte[]> whole = new LinkedHashMap<>();

    ObjectCheck(Manifest manifest, ProofFiles proof) {
        this.manifest = manifest;
        this.proof = proof;
    }

    /** Every piece against its hash, and the files in which some of them lie. */
    VerificationCheck objects() {
        manifest.proof().evidence().stream()
                .flatMap(item -> item.bundle().stream())
                .distinct()
                .forEach(this::bundle);
        for (EvidenceItem item : manifest.proof().evidence()) {
            Optional<byte[]> content = proof.piece(item);
            String what = "'" + item.name() + "' of " + manifest.reference();
            if (content.isEmpty()) {
                objects.broken(proof.piecePlace(item), what + " is missing", "the manifest names it as evidence");
            } else if (!Sha256.hex(content.get()).equals(item.sha256()) || content.get().length != item.bytes()) {
                objects.broken(
                        proof.piecePlace(item),
                        what + " is not what was released",
                        "its SHA-256 is " + Sha256.hex(content.get())
                                + (content.get().length == item.bytes()
                                        ? ""
                                        : ", and it has " + content.get().length + " bytes, not " + item.bytes()));
            } else {
                whole.put(item.name(), content.get());
            }
        }
        return objects.end(EvidenceProblems.count(manifest.proof().evidence().size(), "piece"));
    }

    /** A bundle that is not there proves nothing by itself: its pieces may lie beside it, as in a pack, or are missing. */
    private void bundle(String sha256) {
        proof.read(ProofFiles.Kind.BUNDLE, sha256)
                .map(Sha256::hex)
                .filter(found -> !found.equals(sha256))
                .ifPresent(found -> objects.broken(
                        proof.place(ProofFiles.Kind.BUNDLE, sha256),
                        "The bundle of evidence of " + manifest.reference() + " is not what was released",
                        "its SHA-256 is " + found));
    }

    /** The inputs and findings of the manifest against the evidence; after {@link #objects}. */
    VerificationCheck basis() {
        Map<String, String> named = new LinkedHashMap<>();
        manifest.proof().evidence().forEach(item -> named.put(item.name(), item.sha256()));
        for (HashedFile file : manifest.basis().files()) {
            agree("'" + file.path() + "'", file.sha256(), named.get(file.path()));
        }
        List<String> law = manifest.evidence(EvidenceKind.LAW).stream()
                .map(EvidenceItem::sha256)
                .toList();
        agree(
                "The law pack",
                manifest.basis().lawPackSha256(),
                law.isEmpty() ? null : DefinitionEvidence.lawSha256(law));
        agree(
                "'" + RunRecordEvidence.VERDICTS + "'",
                hash(EvidenceJson.verdicts(manifest.record())),
                named.get(RunRecordEvidence.VERDICTS));
        agree(
                "'" + RunRecordEvidence.SOURCES + "'",
                hash(EvidenceJson.sources(manifest.record())),
                named.get(RunRecordEvidence.SOURCES));
        for (ReleasedTable table : manifest.tables()) {
            String name = DataFileList.name(table.name());
            agree("'" + name + "'", table.files().sha256(), named.get(name));
        }
        quarantine(named);
        Set<EvidenceKind> kinds =
                manifest.proof().evidence().stream().map(EvidenceItem::kind).collect(Collectors.toSet());
        for (EvidenceKind kind : List.of(EvidenceKind.GATE, EvidenceKind.ENVIRONMENT, EvidenceKind.LINEAGE)) {
            if (!kinds.contains(kind)) {
                basis.broken(manifest.reference(), "There is no evidence of kind " + kind, "every release has it");
            }
        }
        return basis.end(EvidenceProblems.count(manifest.basis().files().size(), "file") + ", law pack "
                + manifest.basis().lawPack());
    }

    /** What was put aside has its list: rows by table, records by source. */
    private void quarantine(Map<String, String> named) {
        for (TableCount table : manifest.record().tables()) {
            asMany("table '" + table.table() + "'", table.table(), table.quarantined(), named);
        }
        for (SourceCount source : manifest.record().sources()) {
            int dot = source.table().lastIndexOf('.');
            asMany(
                    "source '" + source.table() + "'",
                    QuarantineName.ofSource(
                            source.table().substring(0, dot), source.table().substring(dot + 1)),
                    source.unreadable(),
                    named);
        }
    }

    private void asMany(String of, String table, long rows, Map<String, String> named) {
        String name = DataFileList.quarantineName(table);
        if (!named.containsKey(name)) {
            if (rows > 0) {
                basis.broken(
                        manifest.reference(),
                        "'" + name + "' is not among the evidence of " + manifest.reference(),
                        "the manifest says that " + rows + " of " + of + " were put aside");
            }
            return;
        }
        list(name)
                .filter(list -> list.rows() != rows)
                .ifPresent(list -> basis.broken(
                        manifest.reference(),
                        "'" + name + "' does not add up to what the manifest says",
                        "its files hold " + list.rows() + " rows, and " + rows + " of " + of + " were put aside"));
    }

    /** The lists of the quarantine's data files that are whole; after {@link #objects}. */
    List<DataFileList> quarantine() {
        return manifest.evidence(EvidenceKind.QUARANTINE).stream()
                .flatMap(item -> list(item.name()).stream())
                .toList();
    }

    /** The data files of each table whose list is whole; after {@link #objects}. */
    Map<ReleasedTable, DataFileList> lists() {
        Map<ReleasedTable, DataFileList> lists = new LinkedHashMap<>();
        for (ReleasedTable table : manifest.tables()) {
            list(DataFileList.name(table.name())).ifPresent(list -> lists.put(table, list));
        }
        return lists;
    }

    /** The same of the keys that went from them. */
    Map<ReleasedTable, DataFileList> deleted() {
        Map<ReleasedTable, DataFileList> lists = new LinkedHashMap<>();
        for (ReleasedTable table : manifest.tables()) {
            list(DataFileList.deletedName(table.name())).ifPresent(list -> lists.put(table, list));
        }
        return lists;
    }

    private Optional<DataFileList> list(String name) {
        byte[] content = whole.get(name);
        if (content == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(DataFileListJson.parse(name, new String(content, StandardCharsets.UTF_8)));
        } catch (ProblemsException e) {
            return Optional.empty();
        }
    }

    private void agree(String what, String said, @org.jspecify.annotations.Nullable String found) {
        if (found == null) {
            basis.broken(
                    manifest.reference(),
                    what + " is not among the evidence of " + manifest.reference(),
                    "the manifest says that the release was made with it");
        } else if (!found.equals(said)) {
            basis.broken(
                    manifest.reference(),
                    what + " among the evidence is not the one that " + manifest.reference() + " was made with",
                    "the manifest says " + said + ", the evidence is " + found);
        }
    }

    private static String hash(String text) {
        return Sha256.hex(text);
    }
}
