package dev.weir.releases.evidence;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.log.StoredReleaseLog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a release's manifest is the one that a key of its workspace signed: the one place that decides whether it may be
 * acted on. It reads a few small files and starts no engine; data files are not looked at, which is what {@link Verification}
 * does.
 */
public final class Authenticity {

    private final StoredReleaseLog log;
    private final List<TrustedKey> keys;
    private final Workspace workspace;

    private Authenticity(StoredReleaseLog log, List<TrustedKey> keys, Workspace workspace) {
        this.log = log;
        this.keys = List.copyOf(keys);
        this.workspace = workspace;
    }

    /**
     * Of the releases of a workspace, by the public keys that lie in it.
     *
     * @throws ProblemsException with {@link Code#KEY} when one of their files holds none
     */
    public static Authenticity of(Workspace workspace, StoredReleaseLog log) {
        return of(workspace, log, TrustedKey.ofWorkspace(workspace));
    }

    /** The same by other keys. */
    static Authenticity of(Workspace workspace, StoredReleaseLog log, List<TrustedKey> keys) {
        return new Authenticity(log, keys, workspace);
    }

    /**
     * A release that may be acted on: its manifest is signed, and its evidence is there and agrees with the manifest.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} when it is not, or is not signed at all; with {@link
     *     Code#RELEASE_MISSING} when there is none of that number; with {@link Code#KEY} when there is no public key
     */
    public SignedManifest require(String product, long number) {
        SignedManifest signed = signed(product, number);
        List<Problem> broken = new ArrayList<>();
        ObjectCheck evidence = new ObjectCheck(signed.manifest(), new ProofFiles(log.files(), product));
        broken.addAll(evidence.objects().broken());
        broken.addAll(evidence.basis().broken());
        ProblemsException.throwIfAny(broken);
        return signed;
    }

    /**
     * The manifest that another release is to follow is the one that was signed, though its key may count for it no more: the chain
     * has its bytes for ever, and would be broken by the true ones.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} when it was changed
     */
    public void requireUnaltered(String product, long number) {
        LoggedManifest found = found(product, number);
        if (!new SignatureCheck(product, new ProofFiles(log.files(), product), keys).isAsSigned(found)) {
            throw new ProblemsException(doubts(product, found));
        }
    }

    /** A release's manifest that is signed. Its evidence is not looked at; errors as {@link #require}. */
    SignedManifest signed(String product, long number) {
        if (keys.isEmpty()) {
            throw none();
        }
        LoggedManifest found = found(product, number);
        List<Problem> broken = doubts(product, found);
        Manifest manifest =
                found.manifest().filter(read -> broken.isEmpty()).orElseThrow(() -> new ProblemsException(broken));
        return new SignedManifest(manifest, found.sha256());
    }

    /**
     * Why a release's manifest cannot be believed; nothing when it is as it was signed. Its evidence is not looked at.
     *
     * @throws ProblemsException with {@link Code#RELEASE_MISSING} when there is none of that number
     */
    public List<Problem> doubts(String product, long number) {
        return keys.isEmpty() ? none().problems() : doubts(product, found(product, number));
    }

    /** The manifests of a product that are as they were signed, by keys that count for them. */
    Stream<Manifest> believed(String product) {
        return released(LoggedManifest.all(log.files(), product)).stream()
                .filter(found -> doubts(product, found).isEmpty())
                .flatMap(found -> found.manifest().stream());
    }

    /** What is wrong with the log of a product: what is missing, was changed, or is signed by no trusted key. */
    List<Problem> wrong(String product) {
        List<LoggedManifest> entries = LoggedManifest.all(log.files(), product);
        List<Problem> wrong = new ArrayList<>(
                ChainCheck.of(product, entries, ChainCheck.Known.NOTHING).broken());
        wrong.addAll(new SignatureCheck(product, new ProofFiles(log.files(), product), keys)
                .of(released(entries), List.of())
                .broken());
        return List.copyOf(wrong);
    }

    private static List<LoggedManifest> released(List<LoggedManifest> entries) {
        return entries.stream().filter(found -> found.voided().isEmpty()).toList();
    }

    private List<Problem> doubts(String product, LoggedManifest found) {
        EvidenceProblems own = new EvidenceProblems("manifest");
        ChainCheck.own(product, found, own);
        List<Problem> broken = new ArrayList<>(own.end("1 manifest").broken());
        broken.addAll(new SignatureCheck(product, new ProofFiles(log.files(), product), keys)
                .of(List.of(found), List.of(found.number()))
                .broken());
        return List.copyOf(broken);
    }

    private ProblemsException none() {
        return TrustedKey.none(workspace, "Bring it back from a copy, or ask the releases' owner for it.");
    }

    private LoggedManifest found(String product, long number) {
        return LoggedManifest.of(number, log.place(product, number), log.bytes(product, number));
    }
}
