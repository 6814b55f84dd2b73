package dev.weir.jobs.notices.channel;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Robots of chats answer with status 200 whatever they think of a letter: a number in the body is the real status. */
final class WebhookResponse {

    private WebhookResponse() {}

    /**
     * Why the letter has not arrived.
     *
     * @param keys of which the first that is there has the number; 0 is well
     */
    static Optional<String> refusal(String body, List<String> keys) {
        JsonObject answer;
        try {
            answer = Json.parse("answer", body);
        } catch (ProblemsException e) {
            return Optional.of("the server's answer is no JSON");
        }
        try {
            for (String key : keys) {
                OptionalLong number = answer.optionalWhole(key);
                if (number.isPresent()) {
                    return number.getAsLong() == 0
                            ? Optional.empty()
                            : Optional.of("the server refuses it with code " + number.getAsLong());
                }
            }
        } catch (ProblemsException e) {
            return Optional.of("the server's answer has no number as its code");
        }
        return Optional.of("the server's answer has no code");
    }
}
