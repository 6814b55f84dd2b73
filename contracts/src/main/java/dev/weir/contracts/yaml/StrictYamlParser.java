package dev.weir.contracts.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Refuses values nested so deeply that composing them would exhaust the stack, and what makes a value other than it looks:
 * tags and merge keys.
 */
final class StrictYamlParser implements Parser {

    static final int DEEPEST = 100;

    private final Parser parser;
    private int depth;

    StrictYamlParser(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID id) {
        return parser.checkEvent(id);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case SequenceStart, MappingStart -> depth++;
            case SequenceEnd, MappingEnd -> depth--;
            default -> {}
        }
        Optional<String> tag = tag(event);
        if (tag.isPresent()) {
            throw new ParserException(
                    "the tag '" + tag.get()
                            + "' stands before a value; Weir takes each value for what it is without tags",
                    event.getStartMark());
        }
        if (event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().equals("<<")) {
            throw new ParserException(
                    "the key '<<' would merge one object into another, which YAML 1.2 does not have: write the keys out",
                    event.getStartMark());
        }
        if (depth > DEEPEST) {
            throw new ParserException("values are nested more than " + DEEPEST + " deep", event.getStartMark());
        }
        return event;
    }

    private static Optional<String> tag(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
    }
}
