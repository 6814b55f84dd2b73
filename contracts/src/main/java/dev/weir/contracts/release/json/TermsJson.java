package dev.weir.contracts.release.json;

import static dev.weir.contracts.json.JsonKey.optionalDate;
import static dev.weir.contracts.json.JsonKey.optionalNumber;
import static dev.weir.contracts.json.JsonKey.texts;

import dev.weir.contracts.Rule;
import dev.weir.contracts.json.JsonShape;

/** A rule's terms as an object; what is not said is not there. */
final class TermsJson {

    static final JsonShape<Rule.Terms> TERMS = JsonShape.of(
            optionalDate("from", Rule.Terms::from),
            optionalDate("until", Rule.Terms::until),
            optionalNumber("threshold", Rule.Terms::threshold),
            texts("tags", Rule.Terms::tags),
            Rule.Terms::new);

    private TermsJson() {}
}
