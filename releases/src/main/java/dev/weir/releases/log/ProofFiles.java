package dev.weir.releases.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.text.Sha256;
import dev.weir.releases.storage.LogFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evidence and signatures of one product in the release log: {@code <product>/objects/<sha256>}, {@code
 * <product>/bundles/<sha256>.zip}, {@code <product>/signatures/<sha256 of the manifest>.sig} and, where an authority stamps the time of signatures, {@code
 * <product>/timestamps/<sha256 of the manifest>.tst}. What is written here before a release's commit point does no harm when
 * the release never comes.
 */
public final class ProofFiles {

    /** The folder of evidence below a product's. */
    public static final String OBJECTS = "objects";

    /** The folder of ZIP files with the evidence of one release each below a product's. */
    public static final String BUNDLES = "bundles";

    /** The folder of signatures below a product's. */
    public static final String SIGNATURES = "signatures";

    private static final String SIGNATURE_ENDING = ".sig";

    /** The folder of time stamps below a product's. */
    public static final String TIMESTAMPS = "timestamps";

    private final LogFiles files;
    private final String product;

    public ProofFiles(LogFiles files, String product) {
        this.files = files;
        this.product = product;
    }

    /**
     * The bytes of a piece of evidence, whose hash is not checked; empty when it is missing. What a bundle should have is
     * looked for by itself, too: in a pack that left the house every piece is.
     */
    public Optional<byte[]> piece(EvidenceItem item) {
        return item.bundle()
                .flatMap(this::bundle)
                .flatMap(zip -> EvidenceBundle.entry(zip, item.name(), item.bytes()))
                .or(() -> object(item.sha256()));
    }

    /** The bytes of a piece of evidence that lies by itself; empty when it is missing. */
    public Optional<byte[]> object(String sha256) {
        return files.read(objectName(sha256));
    }

    /** The bytes of a ZIP file with the evidence of a release; empty when it is missing. */
    public Optional<byte[]> bundle(String sha256) {
        return files.read(bundleName(sha256));
    }

    /** The signature of the manifest with that hash; empty when it is missing. */
    public Optional<byte[]> signature(String sha256) {
        return files.read(signatureName(sha256));
    }

    /** SHA-256 of each manifest that there is a signature of, whether it lies here or not. */
    public List<String> signedManifests() {
        return files.list(product + "/" + SIGNATURES).stream()
                .filter(file -> file.endsWith(SIGNATURE_ENDING))
                .map(file -> file.substring(0, file.length() - SIGNATURE_ENDING.length()))
                .sorted()
                .toList();
    }

    /** The time stamp of the signature of the manifest with that hash; empty when there is none. */
    public Optional<byte[]> timestamp(String sha256) {
        return files.read(timestampName(sha256));
    }

    /** SHA-256 of the manifest of a release as it lies here; empty when it is missing. */
    public Optional<String> manifest(long number) {
        return files.read(product + "/" + number + ".json").map(Sha256::hex);
    }

    /** Where a piece of evidence lies, for people. */
    public String piecePlace(EvidenceItem item) {
        return item.bundle()
                .map(bundle -> bundlePlace(bundle) + "!" + item.name())
                .orElseGet(() -> files.place(objectName(item.sha256())));
    }

    /** Where a ZIP file with the evidence of a release lies, for people. */
    public String bundlePlace(String sha256) {
        return files.place(bundleName(sha256));
    }

    /** Where a signature lies, for people. */
    public String signaturePlace(String sha256) {
        return files.place(signatureName(sha256));
    }

    /** Where a time stamp lies, for people. */
    public String timestampPlace(String sha256) {
        return files.place(timestampName(sha256));
    }

    /** Writes a piece of evidence; one that is there as it should be stays. */
    public void putObject(String sha256, byte[] content) {
        put(objectName(sha256), content);
    }

    /**
     * Writes pieces of evidence as one ZIP file.
     *
     * @param pieces by name
     * @return its SHA-256
     */
    public String putBundle(Map<String, byte[]> pieces) {
        byte[] zip = EvidenceBundle.of(pieces);
        String sha256 = Sha256.hex(zip);
        put(bundleName(sha256), zip);
        return sha256;
    }

    /** Writes the signature of the manifest with that hash. */
    public void putSignature(String sha256, byte[] content) {
        put(signatureName(sha256), content);
    }

    /** Writes the time stamp of the signature of the manifest with that hash. */
    public void putTimestamp(String sha256, byte[] token) {
        put(timestampName(sha256), token);
    }

    private String objectName(String sha256) {
        return product + "/" + OBJECTS + "/" + sha256;
    }

    private String bundleName(String sha256) {
        return product + "/" + BUNDLES + "/" + sha256 + ".zip";
    }

    private String signatureName(String sha256) {
        return product + "/" + SIGNATURES + "/" + sha256 + SIGNATURE_ENDING;
    }

    private String timestampName(String sha256) {
        return product + "/" + TIMESTAMPS + "/" + sha256 + ".tst";
    }

    /** Most pieces are those of the release before. A file that differs from the hash in its name is put right. */
    private void put(String name, byte[] content) {
        if (files.read(name).filter(found -> Arrays.equals(found, content)).isPresent()) {
            return;
        }
        files.create(name, content)
                .match(
                        created -> true,
                        exists -> {
                            files.replace(name, content);
                            return true;
                        },
                        unknown -> {
                            throw ProblemsException.of(
                                    Code.STORE_UNREACHABLE,
                                    Place.of(files.place(name)),
                                    "Whether '" + files.place(name) + "' was written is unknown",
                                    unknown.cause().getClass().getSimpleName(),
                                    "See to the store, then run again; nothing was released.",
                                    unknown.cause());
                        });
    }
}
