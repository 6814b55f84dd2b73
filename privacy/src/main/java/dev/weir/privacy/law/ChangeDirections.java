package dev.weir.privacy.law;

import dev.weir.privacy.law.OverlayChange.Direction;
import java.util.List;
import java.util.Optional;

/** Whether a change of a law pack lets more or less go, where its texts tell. */
final class ChangeDirections {

    /** Masks, by what they leave: what is not here lies between {@code redact} and {@code keep}. */
    private static final List<String> NOTHING_LEFT = List.of("block", "drop", "nullify", "redact");

    private static final String KEEP = "keep";

    /** How the law sees a category, from what protects least. */
    private static final List<String> SENSITIVITIES =
            List.of("not-personal", "personal", "sensitive-by-policy", "sensitive");

    private ChangeDirections() {}

    /** @param setting of an open point, if one hangs on it */
    static Direction of(
            String section, String id, String field, OverlayChange.Values values, Optional<CounselSetting> setting) {
        String before = values.before();
        String after = values.after();
        return switch (section) {
            case "openPoints" -> field.equals("value") ? setting(after, setting) : Direction.OPEN;
            case "thresholds" -> field.equals("value") ? number(id, before, after) : Direction.OPEN;
            case "leaks" ->
                !field.equals("articles") && !field.equals("note")
                        ? higher(before, after, Direction.LAXER)
                        : Direction.OPEN;
            case "categories" -> category(field, before, after);
            case "gate" -> then(field, after);
            default -> Direction.OPEN;
        };
    }

    private static Direction setting(String after, Optional<CounselSetting> setting) {
        return setting.map(found ->
                        Boolean.toString(found.stricter()).equals(after) ? Direction.STRICTER : Direction.LAXER)
                .orElse(Direction.OPEN);
    }

    private static Direction number(String id, String before, String after) {
        if (id.endsWith("-people") || id.endsWith("-validity") || id.endsWith("-filing") || id.endsWith("-abroad")) {
            return higher(before, after, Direction.LAXER);
        }
        return id.endsWith("-age") || id.endsWith("-kept") ? higher(before, after, Direction.STRICTER) : Direction.OPEN;
    }

    private static Direction higher(String before, String after, Direction up) {
        try {
            int change = Double.compare(Double.parseDouble(after), Double.parseDouble(before));
            Direction down = up == Direction.LAXER ? Direction.STRICTER : Direction.LAXER;
            return change == 0 ? Direction.OPEN : change > 0 ? up : down;
        } catch (NumberFormatException notNumeric) {
            return Direction.OPEN; // what is no number is a problem of the pack
        }
    }

    /** A lower level, and another sensitivity than the pack's that protects less. */
    private static Direction category(String field, String before, String after) {
        if (field.startsWith("masks.")) {
            return mask(before, after);
        }
        return switch (field) {
            case "level" -> higher(before, after, Direction.STRICTER);
            case "sensitivity" -> sensitivity(before, after);
            default -> Direction.OPEN;
        };
    }

    private static Direction sensitivity(String before, String after) {
        int change = SENSITIVITIES.indexOf(after) - SENSITIVITIES.indexOf(before);
        boolean known = SENSITIVITIES.contains(before) && SENSITIVITIES.contains(after);
        return !known || change == 0 ? Direction.OPEN : change > 0 ? Direction.STRICTER : Direction.LAXER;
    }

    private static Direction mask(String before, String after) {
        int change = laxity(after) - laxity(before);
        return change == 0 ? Direction.OPEN : change > 0 ? Direction.LAXER : Direction.STRICTER;
    }

    private static int laxity(String mask) {
        int rank = NOTHING_LEFT.indexOf(mask);
        if (rank >= 0) {
            return rank;
        }
        return mask.equals(KEEP) ? NOTHING_LEFT.size() + 1 : NOTHING_LEFT.size();
    }

    private static Direction then(String field, String after) {
        if (!field.equals("then")) {
            return Direction.OPEN;
        }
        return after.equals("deny") ? Direction.STRICTER : Direction.LAXER;
    }
}
