package dev.weir.releases.evidence;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.ChainHead;
import dev.weir.releases.chain.ChainWitness;
import dev.weir.releases.chain.FileChain;
import dev.weir.releases.chain.SignedChain;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The ledger of a workspace, and how far its chains go. */
public final class WorkspaceLedger {

    private WorkspaceLedger() {}

    /** The transfer ledger of the workspace's processor, held against the newest release of every product. */
    public static TransferLedger of(Workspace workspace) {
        return TransferLedger.of(
                Warehouse.of(workspace),
                workspace.processor().id(),
                LogKeys.of(workspace),
                CarriedHeads.newest(workspace));
    }

    /** The same by these keys alone, held against all releases. Nothing can be added. */
    public static TransferLedger of(Workspace workspace, List<TrustedKey> keys) {
        return TransferLedger.of(
                Warehouse.of(workspace),
                workspace.processor().id(),
                LogKeys.of(keys.stream().map(TrustedKey::key).toList()),
                CarriedHeads.all(workspace, keys));
    }

    /**
     * Every chain of the warehouse that is no year of the processor's own: the log of reveals, ledgers of other processors.
     *
     * @param keys that may have signed them
     */
    public static List<Other> others(Workspace workspace, List<TrustedKey> keys) {
        Warehouse warehouse = Warehouse.of(workspace);
        CarriedHeads carried = CarriedHeads.all(workspace, keys);
        String own = TransferLedger.FOLDER + "/" + of(workspace, keys).processor() + "/";
        Set<String> names = new TreeSet<>(SignedChain.names(warehouse, TransferLedger.FOLDER));
        carried.heads().forEach(seen -> names.add(seen.head().chain()));
        List<Other> others = new ArrayList<>();
        for (String name : names) {
            if (!name.startsWith(own)) {
                SignedChain chain = new SignedChain(
                        warehouse,
                        name,
                        Code.LEDGER,
                        LogKeys.of(keys.stream().map(TrustedKey::key).toList()),
                        carried);
                SignedChain.Reading reading = chain.look(link -> {});
                others.add(new Other(name, reading, chain.wrong(reading)));
            }
        }
        return List.copyOf(others);
    }

    /**
     * A chain.
     *
     * @param name such as {@code ledger/reveals}
     * @param reading as far as it goes
     * @param wrong what is wrong with it
     */
    public record Other(String name, SignedChain.Reading reading, List<Problem> wrong) {
        public Other {
            wrong = List.copyOf(wrong);
        }
    }

    /**
     * The heads that a product's next manifest carries: of a chain that is not as it was signed, or shorter than the manifest
     * before has seen it, that one's.
     */
    public static List<ChainHead> heads(Workspace workspace, String product) {
        List<ChainWitness.Seen> before = StoredReleaseLog.of(workspace).latest(product).stream()
                .flatMap(CarriedHeads::of)
                .toList();
        Map<String, ChainHead> heads = new TreeMap<>();
        before.forEach(seen -> heads.put(seen.head().chain(), seen.head()));
        heads.putAll(now(workspace, () -> before));
        return List.copyOf(heads.values());
    }

    /** Those of the chains that are as they were signed; commands that go by one say what is wrong with the others. */
    private static Map<String, ChainHead> now(Workspace workspace, ChainWitness before) {
        Warehouse warehouse = Warehouse.of(workspace);
        Map<String, ChainHead> heads = new TreeMap<>();
        for (String name : SignedChain.names(warehouse, TransferLedger.FOLDER)) {
            head(new SignedChain(warehouse, name, Code.LEDGER, LogKeys.of(workspace), before))
                    .ifPresent(last -> heads.put(name, new ChainHead(name, last.number(), last.sha256())));
        }
        return heads;
    }

    /** The last entry of a chain that is as it was signed. */
    private static Optional<FileChain.Link> head(SignedChain chain) {
        try {
            return chain.read().head();
        } catch (ProblemsException e) {
            return Optional.empty(); // the gate asks again, and reports what is wrong
        }
    }
}
