package dev.weir.jobs.verb.law;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.privacy.ledger.PeopleCount;
import java.util.Locale;

/** Numbers of people, as every text and every document has them. */
final class PeopleCountText {

    private PeopleCountText() {}

    static String of(PeopleCount people) {
        return String.format(
                Locale.ROOT, "%,d not sensitive, %,d sensitive", people.nonSensitive(), people.sensitive());
    }

    static ObjectNode json(PeopleCount people) {
        return Json.object().put("non-sensitive", people.nonSensitive()).put("sensitive", people.sensitive());
    }
}
