package dev.weir.contracts.read;

import dev.weir.contracts.read.base.PersonalText;
import java.util.Optional;

/** Takes one number for a person's, wherever it stands. */
final class FakePersonalText implements PersonalText {

    static final String NUMBER = "110105194912310021";

    @Override
    public Optional<String> inLine(String line) {
        return line.contains(NUMBER) ? Optional.of("an identity number") : Optional.empty();
    }

    @Override
    public Optional<String> asValue(String value) {
        return value.equals("13800138000") ? Optional.of("a mobile number") : Optional.empty();
    }
}
