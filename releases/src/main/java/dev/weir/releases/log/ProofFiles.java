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
public record ProofFiles(LogFiles files, String product) {

    /** What is kept, each in a folder of its own below the product's, under a SHA-256. */
    public enum Kind {
        /** A piece of evidence, under its own. */
        OBJECT("objects", ""),
        /** A ZIP file with the evidence of one release, under its own. */
        BUNDLE("bundles", ".zip"),
        /** A signature, under that of its manifest. */
        SIGNATURE("signatures", ".sig"),
        /** The time stamp of a signature, under that of the manifest. */
        TIMESTAMP("timestamps", ".tst");

        private final String folder;
        private final String ending;

        Kind(String folder, String ending) {
            this.folder = folder;
            this.ending = ending;
        }

        /** The folder of a product's files of the kind. */
        public String folder(String product) {
            return product + "/" + folder;
        }

        /** A file's name in the log. */
        public String file(String product, String sha256) {
            return folder(product) + "/" + sha256 + ending;
        }
    }

    /** The bytes of a file; empty when it is missing. */
    public Optional<byte[]> read(Kind kind, String sha256) {
        return files.read(kind.file(product, sha256));
    }

    /** Where a file lies, for people. */
    public String place(Kind kind, String sha256) {
        return files.place(kind.file(product, sha256));
    }

    /**
     * The bytes of a piece of evidence, whose hash is not checked; empty when it is missing. What a bundle should have is
     * looked for by itself, too: in a pack that left the house every piece is.
     */
    public Optional<byte[]> piece(EvidenceItem item) {
        return item.bundle()
                .flatMap(bundle -> read(Kind.BUNDLE, bundle))
                .flatMap(zip -> EvidenceBundle.entry(zip, item.name(), item.bytes()))
                .or(() -> read(Kind.OBJECT, item.sha256()));
    }

    /** Where a piece of evidence lies, for people. */
    public String piecePlace(EvidenceItem item) {
        return item.bundle()
                .map(bundle -> place(Kind.BUNDLE, bundle) + "!" + item.name())
                .orElseGet(() -> place(Kind.OBJECT, item.sha256()));
    }

    /** SHA-256 of each manifest that there is a signature of, whether it lies here or not. */
    public List<String> signedManifests() {
        String ending = Kind.SIGNATURE.ending;
        return files.list(Kind.SIGNATURE.folder(product)).stream()
                .filter(file -> file.endsWith(ending))
                .map(file -> file.substring(0, file.length() - ending.length()))
                .sorted()
                .toList();
    }

    /** SHA-256 of the manifest of a release as it lies here; empty when it is missing. */
    public Optional<String> manifest(long number) {
        return files.read(product + "/" + number + ".json").map(Sha256::hex);
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
        put(Kind.BUNDLE, sha256, zip);
        return sha256;
    }

    /**
     * Writes a file; one that is there as it should be stays. Most pieces are those of the release before. A file that differs from
     * the hash in its name is put right.
     */
    public void put(Kind kind, String sha256, byte[] content) {
        String name = kind.file(product, sha256);
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
