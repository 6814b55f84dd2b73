package dev.weir.jobs.reveal;

import dev.weir.contracts.Code;
import dev.weir.jobs.release.FileChain;
import dev.weir.jobs.release.Warehouse;
import java.util.List;
import java.util.Optional;

/** Every time that somebody undid a mask: {@code <warehouse>/ledger/reveals/000001.json} and so on, chained by their hashes. */
public final class RevealLog {

    private static final String NAME = "ledger/reveals";

    private final FileChain chain;

    /** The log of a warehouse; nothing is made yet. */
    public RevealLog(Warehouse warehouse) {
        this.chain = new FileChain(warehouse.root().resolve(NAME), NAME, Code.REVEAL_REFUSED);
    }

    /**
     * An entry where it stands.
     *
     * @param number counted from 1
     */
    public record Numbered(long number, RevealEntry entry) {}

    /**
     * All entries, the first first.
     *
     * @throws dev.weir.contracts.ProblemsException with {@link Code#REVEAL_REFUSED} when one was changed or taken out
     */
    public List<Numbered> read() {
        return chain.read().stream()
                .map(link -> new Numbered(link.number(), RevealEntry.parse(chain.place(link.number()), link.text())))
                .toList();
    }

    /**
     * Adds an entry. Of two that do at once, one comes after the other.
     *
     * @return where it stands
     * @throws dev.weir.contracts.ProblemsException as {@link #read}, and when the log cannot be written: then nothing may be
     *     revealed
     */
    public String append(RevealEntry entry) {
        Optional<FileChain.Link> added = Optional.empty();
        while (added.isEmpty()) { // somebody else was first: after theirs
            List<FileChain.Link> links = chain.read();
            Optional<FileChain.Link> head =
                    links.isEmpty() ? Optional.empty() : Optional.of(links.get(links.size() - 1));
            added = chain.append(head, entry.print(head.map(FileChain.Link::sha256)));
        }
        return chain.place(added.get().number());
    }
}
