package dev.weir.releases.reveal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.release.ChainHead;
import dev.weir.releases.chain.FileChain;
import dev.weir.releases.chain.SignedChain;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That entries of the log were lost, and who answers for it.
 *
 * @param who by whom, and why
 * @param lost heads that were seen, and do not fit what is left
 */
public record RevealRestoration(Instant at, RevealEntry.Who who, List<ChainHead> lost) implements LoggedReveal {

    /** The version of the format. */
    public static final String SCHEMA = "weir-reveal-restored-1";

    public RevealRestoration {
        lost = List.copyOf(lost);
    }

    @Override
    public String what() {
        return "entries were lost";
    }

    /** As text, after the entry with this hash. */
    String print(Optional<String> previousSha256) {
        return FileChain.print(SCHEMA, previousSha256, json());
    }

    @Override
    public ObjectNode json() {
        ObjectNode node = Json.object().put("at", at.toString());
        RevealEntry.WHO.write(who, node);
        node.set(SignedChain.LOST, Json.objects(lost, SignedChain::lost));
        return node;
    }

    /**
     * Reads what {@link #print} wrote.
     *
     * @param chain of the heads
     * @throws ProblemsException when it is no such entry
     */
    static RevealRestoration parse(String file, String text, String chain) {
        JsonObject json = Json.parse(file, text);
        json.schema(SCHEMA);
        json.optionalText(FileChain.PREVIOUS);
        Instant at = json.instant("at");
        RevealEntry.Who who = RevealEntry.WHO.inside(json);
        List<ChainHead> lost = json.objects(SignedChain.LOST, each -> SignedChain.head(chain, each));
        return json.end(() -> new RevealRestoration(at, who, lost));
    }
}
