import { Button, Modal } from '@mantine/core';
import type { Consented, Question } from '../../shared/lease.ts';
import { useReport, wentWrong } from '../report.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.tsx';
import { Fact } from './fact.tsx';

const ANSWERS = ['no', 'once', 'hour', 'always', 'never'] as const satisfies readonly Consented[];

/** What a tool asks for stands before everything else, one question at a time. To close it is no answer; no answer is no. */
export function Questions({ questions }: { readonly questions: readonly Question[] }) {
  const [first] = questions;
  return first === undefined ? null : <Asked key={first.id} question={first} rest={questions.length - 1} />;
}

function Asked({ question, rest }: { readonly question: Question; readonly rest: number }) {
  const now = useNow();
  const report = useReport();
  const { words, text } = useSpoken();
  const { ask, busy } = useAsk('consent');
  const { id, label, borrower, until } = question;
  const answer = async (consented: Consented): Promise<void> => {
    const answered = await ask({ id, answer: consented });
    if (!answered.ok) report(wentWrong(answered.failure));
  };
  return (
    <Modal
      opened
      size="lg"
      centered
      lockScroll={false}
      withCloseButton={false}
      closeOnClickOutside={false}
      title={text.lending.question(borrower.tool, label)}
      onClose={() => void answer('no')}
    >
      <Who question={question} />
      <p className="tk-quiet tk-small">
        {text.lending.unanswered(words.time.left(until, now))} {rest > 0 && text.lending.moreQuestions(rest)}
      </p>
      <div className="tk-actions tk-actions-end" role="group" aria-label={text.lending.answersLabel}>
        {ANSWERS.map((consented) => (
          <Button
            key={consented}
            variant="default"
            disabled={busy}
            {...(consented === 'no' && { 'data-autofocus': true })}
            {...(consented === 'never' && { variant: 'subtle', color: 'red' })}
            onClick={() => void answer(consented)}
          >
            {text.lending.answers[consented]}
          </Button>
        ))}
      </div>
    </Modal>
  );
}

function Who({ question }: { readonly question: Question }) {
  const { words, text } = useSpoken();
  const { borrower, scopes, audience, length, whole } = question;
  const { program, pid, parent, folder, repo, host } = borrower;
  return (
    <>
      <dl className="tk-facts">
        <Fact term={text.lending.wants}>{scopes.length === 0 ? text.lending.wholeToken : scopes.join(', ')}</Fact>
        <Fact term={text.lending.howLong}>{length === undefined ? text.lending.noEnd : words.time.length(length)}</Fact>
        <Fact term={text.token.terms.audience}>{audience.join(', ')}</Fact>
      </dl>
      {whole && <p className="tk-soon-words">{text.lending.wholeAnyway}</p>}
      <p className="tk-quiet tk-small">{text.lending.ownWord}</p>
      <dl className="tk-facts">
        <Fact term={text.lending.program}>{program}</Fact>
        <Fact term={text.lending.process}>{pid}</Fact>
        <Fact term={text.lending.parent}>{parent}</Fact>
        <Fact term={text.lending.folder}>{folder}</Fact>
        <Fact term={text.lending.repo}>{repo}</Fact>
        <Fact term={text.lending.host}>{host}</Fact>
      </dl>
    </>
  );
}
