package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Rule;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A rule's terms as an object; what is not said is not there. */
final class TermsJson {

    private static final String FROM = "from";
    private static final String UNTIL = "until";
    private static final String THRESHOLD = "threshold";
    private static final String TAGS = "tags";

    private TermsJson() {}

    static ObjectNode print(Rule.Terms terms) {
        ObjectNode node = Json.object();
        terms.from().ifPresent(day -> node.put(FROM, day.toString()));
        terms.until().ifPresent(day -> node.put(UNTIL, day.toString()));
        terms.threshold().ifPresent(share -> node.put(THRESHOLD, share));
        node.set(TAGS, Json.texts(terms.tags()));
        return node;
    }

    static Rule.Terms parse(JsonObject json) {
        Optional<LocalDate> from = json.optionalDate(FROM);
        Optional<LocalDate> until = json.optionalDate(UNTIL);
        OptionalDouble threshold = json.optionalNumber(THRESHOLD);
        List<String> tags = json.texts(TAGS);
        return json.end(() -> new Rule.Terms(from, until, threshold, tags));
    }
}
