package dev.weir.releases.evidence;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.text.OwnResource;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.keys.KeyRecord;
import dev.weir.privacy.keys.VerifyingKey;
import dev.weir.releases.log.EvidenceBundle;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.storage.DurableFile;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * A release's evidence as one ZIP file that leaves the house: its manifest and those of the whole chain with their
 * signatures, its pieces of evidence, the public keys, and a page on how to check all that by hand. No data row is in it.
 * Entries lie as they do in the release log; equal evidence makes an equal file.
 *
 * @param files of the release log
 */
public record EvidencePack(LogFiles files) {

    private static final String ABOUT = "pack.json";
    private static final String SCHEMA = "weir-pack-1";
    private static final String KEYS = "keys";
    private static final String SUMS = "SHA256SUMS";

    /**
     * A pack that was read.
     *
     * @param files the log in it
     * @param product which it is about
     * @param number of the release that it is about
     * @param keys public keys that lie in it: the maker of the pack chose them, so none is trusted for that
     */
    public record Opened(LogFiles files, String product, long number, List<VerifyingKey> keys) {
        public Opened {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Writes a pack, in place of the file that may be there.
     *
     * @param release with its evidence whole
     * @param numbers of all entries of the product's log
     * @param keys public ones, of all that signed
     * @return how many files are in it
     * @throws ProblemsException with {@code NOT_WRITABLE}
     */
    public int write(Manifest release, LongStream numbers, List<VerifyingKey> keys, Path to) {
        Map<String, byte[]> entries = entries(release, numbers, keys);
        Path whole = to.toAbsolutePath();
        try {
            DurableFile.replace(whole, EvidenceBundle.of(entries));
        } catch (IOException e) {
            throw Warehouse.notWritable(whole, e);
        }
        return entries.size();
    }

    /**
     * Reads a pack.
     *
     * @throws ProblemsException with {@code EVIDENCE_BROKEN} when it is none, or damaged
     */
    public static Opened open(Path file) {
        PackStorage storage = PackStorage.read(file);
        String about = storage.read(ABOUT)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> PackStorage.broken(file, "there is no '" + ABOUT + "' in it"));
        try {
            JsonObject json = Json.parse(ABOUT, about);
            json.schema(SCHEMA);
            String product = json.text("product");
            long number = json.whole("number");
            return json.end(() -> new Opened(new LogFiles(storage), product, number, keys(storage)));
        } catch (ProblemsException e) {
            throw PackStorage.broken(file, e.problems().get(0).what());
        }
    }

    private static List<VerifyingKey> keys(PackStorage storage) {
        List<VerifyingKey> keys = storage.list(KEYS).stream()
                .flatMap(name -> storage.read(KEYS + "/" + name).stream())
                .flatMap(pem -> VerifyingKey.parse(new String(pem, StandardCharsets.ISO_8859_1)).stream())
                .toList();
        List<KeyRecord> records = keys.stream()
                .flatMap(signer -> storage
                        .read(record(signer.id()))
                        .map(text ->
                                KeyRecord.read(record(signer.id()), new String(text, StandardCharsets.UTF_8), signer))
                        .stream())
                .toList();
        return keys.stream().map(key -> key.under(records)).toList();
    }

    private static String record(String signer) {
        return KEYS + "/" + signer + ".rotations.json";
    }

    private Map<String, byte[]> entries(Manifest release, LongStream numbers, List<VerifyingKey> keys) {
        String product = release.product();
        Map<String, byte[]> entries = new TreeMap<>();
        numbers.forEach(number -> {
            String name = product + "/" + number + ".json";
            manifest(entries, product, name, files.read(name).orElseThrow());
        });
        // one that was read and is missing is what a verification finds
        release.record().sources().stream()
                .flatMap(source -> source.release().stream())
                .forEach(read -> {
                    String name = read.product() + "/" + read.number() + ".json";
                    files.read(name).ifPresent(manifest -> manifest(entries, read.product(), name, manifest));
                });
        ProofFiles proof = new ProofFiles(files, product);
        for (EvidenceItem item : release.proof().evidence()) {
            proof.piece(item)
                    .ifPresent(piece -> entries.put(ProofFiles.Kind.OBJECT.file(product, item.sha256()), piece));
        }
        keys.forEach(key -> entries.put(KEYS + "/" + key.id() + ".pub", utf8(key.pem())));
        keys.forEach(key ->
                key.record().ifPresent(rotations -> entries.put(record(rotations.signer()), utf8(rotations.text()))));
        entries.put(
                ABOUT,
                utf8(Json.print(Json.object()
                        .put("schema", SCHEMA)
                        .put("product", product)
                        .put("number", release.number()))));
        entries.put("README.md", utf8(readme(release)));
        StringBuilder sums = new StringBuilder();
        entries.forEach((name, content) ->
                sums.append(Sha256.hex(content)).append("  ").append(name).append('\n'));
        entries.put(SUMS, utf8(sums.toString()));
        return entries;
    }

    /** A manifest with what signs it. */
    private void manifest(Map<String, byte[]> entries, String product, String name, byte[] manifest) {
        entries.put(name, manifest);
        for (ProofFiles.Kind kind : List.of(ProofFiles.Kind.SIGNATURE, ProofFiles.Kind.TIMESTAMP)) {
            String proof = kind.file(product, Sha256.hex(manifest));
            files.read(proof).ifPresent(content -> entries.put(proof, content));
        }
    }

    private static String readme(Manifest release) {
        StringBuilder pieces = new StringBuilder();
        release.proof()
                .evidence()
                .forEach(item -> pieces.append("| ")
                        .append(item.kind().toString().toLowerCase(java.util.Locale.ROOT))
                        .append(" | ")
                        .append(item.name())
                        .append(" | `")
                        .append(item.sha256())
                        .append("` |\n"));
        return OwnResource.text(EvidencePack.class, "/evidence/README.md")
                .replace("${release}", release.reference())
                .replace("${product}", release.product())
                .replace("${number}", Long.toString(release.number()))
                .replace("${pieces}", pieces.toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
