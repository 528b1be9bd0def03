import type { Command } from 'commander';

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('run the API, the scheduler and a worker in one process, as npm start does')
    .action(async () => {
      const { serve } = await import('../serve.js');
      await serve();
    });
}
