package dev.weir.contracts.read.base;

import java.util.Optional;

/** Finds data of real people in what people write about data: contracts, rules and queries go where data may not. */
public interface PersonalText {

    /**
     * What a line of a file holds that belongs to one person beyond doubt, such as {@code a resident identity number}.
     *
     * @return a noun, never the value; empty when there is nothing
     */
    Optional<String> inLine(String line);

    /**
     * What a value is that was written as an example of data: besides, numbers that are nothing but one person's.
     *
     * @return a noun, never the value; empty when it is none
     */
    Optional<String> asValue(String value);
}
